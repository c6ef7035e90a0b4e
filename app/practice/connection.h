#pragma once

#include <QByteArray>

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>

namespace rollcall::practice {

/// A client's connection as httplib wants it. httplib's own cannot be closed without an answer, nor in its
/// middle, and makes the server's end wait for calls that hang.
class Connection : public httplib::Stream
{
public:
    Connection(socket_t socket, const std::atomic<bool> &stopping, std::chrono::milliseconds slowness);
    ~Connection() override; ///< closes it
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// False when none came in time, the client is gone, or the server stops.
    bool waitForRequest();
    void beginCall(const QByteArray &trouble);
    bool isUsable() const { return !m_broken && !m_stopping; }
    void closeAfterThis() { m_broken = true; }

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char *to, size_t size) override;
    ssize_t write(const char *from, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return m_socket; }

private:
    bool waitReadable(std::chrono::milliseconds atMost) const;
    void waitUntilGivenUp();
    ssize_t writeAll(const char *from, size_t size);
    bool strikes(const char *from, size_t &size);

    const socket_t m_socket;
    const std::atomic<bool> &m_stopping;
    const std::chrono::milliseconds m_slowness;
    QByteArray m_trouble;
    int m_writes = 0;
    bool m_broken = false;
    std::array<char, 16384> m_buffer{};
    size_t m_begin = 0, m_end = 0; ///< what of the buffer is still to be read
};

} // namespace rollcall::practice
