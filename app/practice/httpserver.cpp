#include "practice/httpserver.h"

#include "practice/connection.h"
#include "support/text.h"

#include <QLocale>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace rollcall::practice {
namespace {

constexpr auto slowAnswer = std::chrono::seconds(3); // on the account's clock
constexpr size_t longestBody = 64 * 1024 * 1024;
constexpr auto troubleHeader = "Practice-Trouble";
constexpr auto arrivalHeader = "Practice-Arrival";

bool hasBody(const std::string &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

/// A thread for each connection, however many there are: hung calls must not keep others waiting.
/// (httplib's own pool would also bind us to OpenSSL, for which there is no use here.)
class Threads : public httplib::TaskQueue
{
public:
    // It tells whether there was room in newer versions of httplib, and nothing in older ones.
    using Queued = decltype(std::declval<httplib::TaskQueue &>().enqueue(std::function<void()>()));

    Queued enqueue(std::function<void()> serve) override
    {
        const std::lock_guard guard(m_mutex);
        ++m_running;
        std::thread([this, serve = std::move(serve)] {
            serve();
            const std::lock_guard done(m_mutex);
            --m_running;
            m_ended.notify_all();
        }).detach();
        return Queued(true);
    }

    void shutdown() override
    {
        std::unique_lock guard(m_mutex);
        m_ended.wait(guard, [this] { return m_running == 0; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_ended;
    int m_running = 0;
};

/// The server's loop over a connection's calls is ours, for the sake of Connection; the rest is httplib's.
class Loop : public httplib::Server
{
public:
    Loop(const Clock &clock, HttpServer::TroublePicker pick, BusyTime &busy)
        : m_clock(clock)
        , m_pick(std::move(pick))
        , m_busy(busy)
    {}

    std::atomic<bool> m_stopping = false;

private:
    // Its signature changed between the versions of httplib that we build with.
    template <typename Self, typename SetUp>
    static bool process(Self &self, Connection &connection, bool &closed, const SetUp &setUp)
    {
        const std::string address = "127.0.0.1";
        if constexpr (requires {
                          self.process_request(connection, address, 0, address, 0, false, closed, setUp);
                      })
            return self.process_request(connection, address, 0, address, 0, false, closed, setUp);
        else
            return self.process_request(connection, false, closed, setUp);
    }

    bool process_and_close_socket(socket_t socket) override
    {
        Connection connection(socket, m_stopping, m_clock.realTime(slowAnswer));
        bool closed = false;
        bool good = true;
        while (good && !closed && connection.isUsable() && connection.waitForRequest()) {
            std::optional<BusyTime::Call> busy; // from the head on: a connection that waits keeps nobody busy
            good = process(*this, connection, closed, [this, &connection, &busy](httplib::Request &request) {
                busy.emplace(m_busy);
                const qint64 arrivedMs = m_clock.nowMs(); // not after a wait for other calls
                const QByteArray trouble = m_pick(bytes(request.method), bytes(request.path));
                request.headers.erase(troubleHeader);
                request.headers.erase(arrivalHeader);
                request.headers.erase(
                    "Accept-Encoding"); // httplib's compression takes longer than all the rest
                request.set_header(troubleHeader, trouble.toStdString());
                request.set_header(arrivalHeader, std::to_string(arrivedMs));
                connection.beginCall(trouble);
                if (!hasBody(request.method) && request.has_header("Content-Length") &&
                    request.get_header_value("Content-Length") != "0")
                    connection.closeAfterThis(); // its body stays unread
            });
        }
        return good;
    }

    const Clock m_clock;
    const HttpServer::TroublePicker m_pick;
    BusyTime &m_busy;
};

Call callFrom(const httplib::Request &request)
{
    Call call;
    call.method = bytes(request.method);
    const QByteArray target = bytes(request.target);
    const qsizetype question = target.indexOf('?');
    call.path = bytes(request.path);
    if (question >= 0)
        call.query = Parameters::parse(QByteArrayView(target).sliced(question + 1));
    call.contentType = bytes(request.get_header_value("Content-Type"));
    call.authorization = bytes(request.get_header_value("Authorization"));
    call.cookie = bytes(request.get_header_value("Cookie"));
    call.body = QByteArray::fromRawData(request.body.data(), qsizetype(request.body.size()));
    for (const auto &[name, file] : request.files)
        call.parts.append({bytes(name), bytes(file.filename), bytes(file.content)});
    call.arrivedMs = bytes(request.get_header_value(arrivalHeader)).toLongLong();
    call.trouble = bytes(request.get_header_value(troubleHeader));
    return call;
}

void write(const Answer &answer, const QDateTime &now, httplib::Response &response)
{
    response.status = answer.status;
    const QLocale c = QLocale::c();
    response.set_header("Date",
                        c.toString(now, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).toStdString());
    response.set_header("Cache-Control", "no-store");
    for (const auto &[name, value] : answer.headers)
        response.set_header(name.toStdString(), value.toStdString());
    if (!answer.body.isEmpty())
        response.set_content(answer.body.constData(), size_t(answer.body.size()),
                             answer.contentType.toStdString());
}

} // namespace

struct HttpServer::Private
{
    Private(const Clock &theClock, Handler theHandler, TroublePicker pick, BusyTime &busy)
        : clock(theClock)
        , handle(std::move(theHandler))
        , loop(theClock, std::move(pick), busy)
    {}

    void serve(const httplib::Request &request, httplib::Response &response)
    {
        write(handle(callFrom(request)), clock.now(), response);
    }

    const Clock clock;
    const Handler handle;
    Loop loop;
    std::thread thread;
};

HttpServer::HttpServer(const Clock &clock, Handler handle, TroublePicker pick, BusyTime &busy)
    : d(std::make_unique<Private>(clock, std::move(handle), std::move(pick), busy))
{
    Loop &loop = d->loop;
    loop.new_task_queue = [] { return new Threads; };
    loop.set_payload_max_length(longestBody);
    loop.set_tcp_nodelay(true);
    loop.set_keep_alive_timeout(60); // for the header only, as the next
    loop.set_keep_alive_max_count(10'000);
    // Not httplib's own: they would let a second practice account share the port.
    loop.set_socket_options([](socket_t socket) {
        const int yes = 1;
#ifdef _WIN32
        ::setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char *>(&yes),
                     sizeof yes);
#else
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
#endif
    });
    // Calls without a body are served before httplib looks for one: it waits for it where DELETE has no
    // length.
    loop.set_pre_routing_handler([this](const httplib::Request &request, httplib::Response &response) {
        const std::string trouble = request.get_header_value(troubleHeader);
        if (trouble == "drop" || trouble == "hang")
            return httplib::Server::HandlerResponse::Handled;
        if (hasBody(request.method))
            return httplib::Server::HandlerResponse::Unhandled;
        d->serve(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    const auto serve = [this](const httplib::Request &request, httplib::Response &response) {
        d->serve(request, response);
    };
    loop.Post(".*", serve);
    loop.Put(".*", serve);
    loop.Patch(".*", serve);
}

HttpServer::~HttpServer()
{
    d->loop.m_stopping = true;
    d->loop.stop();
    if (d->thread.joinable())
        d->thread.join();
}

Result<quint16> HttpServer::bind(quint16 port)
{
    const int bound = port == 0                                 ? d->loop.bind_to_any_port("127.0.0.1")
                      : d->loop.bind_to_port("127.0.0.1", port) ? port
                                                                : -1;
    if (bound <= 0) {
        return failure(Error::Kind::Usage, Text::tr("The practice account cannot use port %1.").arg(port),
                       Text::tr("Another program uses it. Choose another port, or 0 for any free one."));
    }
    return quint16(bound);
}

void HttpServer::listen()
{
    d->thread = std::thread([this] { d->loop.listen_after_bind(); });
    while (!d->loop.is_running()) // a stop before that would be lost
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace rollcall::practice
