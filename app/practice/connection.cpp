#include "practice/connection.h"

#include <algorithm>
#include <cstring>
#include <thread>

namespace rollcall::practice {
namespace {

using namespace std::chrono_literals;

constexpr auto slice = 30ms; // how soon a stop is noticed
constexpr auto keepAlive =
    65s; // longer than clients keep theirs, so that none posts into a closing connection
constexpr auto readTimeout = 20s;

} // namespace

Connection::Connection(socket_t socket, const std::atomic<bool> &stopping, std::chrono::milliseconds slowness)
    : m_socket(socket)
    , m_stopping(stopping)
    , m_slowness(slowness)
{}

Connection::~Connection()
{
#ifdef _WIN32
    ::shutdown(m_socket, SD_BOTH);
    ::closesocket(m_socket);
#else
    ::shutdown(m_socket, SHUT_RDWR);
    ::close(m_socket);
#endif
}

bool Connection::waitReadable(std::chrono::milliseconds atMost) const
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (!m_stopping && std::chrono::steady_clock::now() < end) {
        fd_set sockets;
        FD_ZERO(&sockets);
        FD_SET(m_socket, &sockets);
        timeval wait{0, int(std::chrono::microseconds(slice).count())};
        const int ready = ::select(int(m_socket + 1), &sockets, nullptr, nullptr, &wait);
        if (ready != 0)
            return ready > 0;
    }
    return false;
}

bool Connection::waitForRequest()
{
    return m_begin < m_end || waitReadable(keepAlive);
}

void Connection::beginCall(const QByteArray &trouble)
{
    m_trouble = trouble;
    m_writes = 0;
}

bool Connection::is_readable() const
{
    return m_begin < m_end || waitReadable(0ms);
}

bool Connection::is_writable() const
{
    return isUsable();
}

ssize_t Connection::read(char *to, size_t size)
{
    if (m_begin == m_end) {
        if (!waitReadable(readTimeout))
            return -1;
        const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (got <= 0)
            return ssize_t(got);
        m_begin = 0;
        m_end = size_t(got);
    }
    const size_t taken = std::min(size, m_end - m_begin);
    std::memcpy(to, m_buffer.data() + m_begin, taken);
    m_begin += taken;
    return ssize_t(taken);
}

ssize_t Connection::writeAll(const char *from, size_t size)
{
    size_t done = 0;
    while (done < size) {
#ifdef MSG_NOSIGNAL
        const auto sent = ::send(m_socket, from + done, size - done, MSG_NOSIGNAL);
#else
        const auto sent = ::send(m_socket, from + done, int(size - done), 0);
#endif
        if (sent <= 0) {
            m_broken = true;
            return -1;
        }
        done += size_t(sent);
    }
    return ssize_t(size);
}

/// Until the client closes its end, or the server stops.
void Connection::waitUntilGivenUp()
{
    char dump[4096];
    while (!m_stopping) {
        if (waitReadable(slice) && ::recv(m_socket, dump, sizeof dump, 0) <= 0)
            return;
    }
}

/// True when nothing more is to be written; may shorten `size`. The head of an answer is the first write,
/// its body the second.
bool Connection::strikes(const char *from, size_t &size)
{
    ++m_writes;
    if (m_trouble == "drop" || m_trouble == "lost-answer")
        return true;
    if (m_trouble == "hang") {
        waitUntilGivenUp();
        return true;
    }
    if (m_trouble == "slow" && m_writes == 1) {
        const auto end = std::chrono::steady_clock::now() + m_slowness;
        while (!m_stopping && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(slice, m_slowness));
    }
    if (m_trouble == "cut" && m_writes == 1)
        return std::string_view(from, size).find("\r\nContent-Length: 0\r\n") != std::string_view::npos;
    if (m_trouble == "cut")
        size /= 2;
    return false;
}

ssize_t Connection::write(const char *from, size_t size)
{
    if (m_broken)
        return -1;
    size_t allowed = size;
    if (strikes(from, allowed)) {
        m_broken = true;
        return -1;
    }
    const ssize_t written = writeAll(from, allowed);
    if (allowed < size)
        m_broken = true;
    return m_broken ? -1 : written;
}

// Who calls is of no interest: only this computer can.
void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

} // namespace rollcall::practice
