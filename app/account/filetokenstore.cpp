#include "account/filetokenstore.h"

#include "account/connectionjson.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>
#include <QFile>
#include <QMetaObject>

namespace rollcall {
namespace {

/// The answer comes later, as from a store that takes its time, and not at all when `context` is gone.
template <typename Answer, typename Handle>
void later(QObject *context, Handle handle, Answer answer)
{
    QMetaObject::invokeMethod(
        context, [handle = std::move(handle), answer = std::move(answer)] { handle(answer); },
        Qt::QueuedConnection);
}

} // namespace

Result<void> FileTokenStore::keep(const QString &path, const QByteArray &content) const
{
    if (const Result<void> made = ensurePrivateFolder(m_folder); !made)
        return made;
    return writePrivateFile(path, content);
}

Result<void> FileTokenStore::tryOut() const
{
    const QString trial = m_folder + QLatin1String("/trial");
    if (const Result<void> kept = keep(trial, "trial"); !kept)
        return kept;
    const Result<QByteArray> back = readPrivateFile(trial);
    QFile::remove(trial);
    if (!back)
        return tl::unexpected(back.error());
    return {};
}

void FileTokenStore::probe(QObject *context, Handler handle)
{
    later(context, std::move(handle), tryOut());
}

void FileTokenStore::read(QObject *context, ReadHandler handle)
{
    const Result<QByteArray> content = readPrivateFile(path());
    later(context, std::move(handle),
          content.and_then([](const QByteArray &json) { return connectionFromJson(json); }));
}

void FileTokenStore::write(const StoredConnection &connection, QObject *context, Handler handle)
{
    later(context, std::move(handle), keep(path(), connectionToJson(connection, true)));
}

void FileTokenStore::remove(QObject *context, Handler handle)
{
    Result<void> result;
    if (QFile::exists(path()) && !QFile::remove(path())) {
        result =
            failure(Error::Kind::Storage, Text::tr("The tokens could not be removed from this computer."),
                    Text::tr("Delete the file yourself."), QDir::toNativeSeparators(path()));
    }
    later(context, std::move(handle), result);
}

void MemoryTokenStore::probe(QObject *context, Handler handle)
{
    later(context, std::move(handle), Result<void>());
}

void MemoryTokenStore::read(QObject *context, ReadHandler handle)
{
    later(context, std::move(handle), Result<StoredConnection>(m_connection));
}

void MemoryTokenStore::write(const StoredConnection &connection, QObject *context, Handler handle)
{
    m_connection = connection;
    later(context, std::move(handle), Result<void>());
}

void MemoryTokenStore::remove(QObject *context, Handler handle)
{
    m_connection = {};
    later(context, std::move(handle), Result<void>());
}

} // namespace rollcall
