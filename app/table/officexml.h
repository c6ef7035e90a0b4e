#pragma once

#include "support/result.h"

#include <QIODevice>
#include <QXmlStreamReader>

#include <functional>

namespace rollcall {

class ZipArchive;
class ZipPart;

/// Reads the XML inside an office file. Names are taken without their namespaces, which differ between the
/// two editions of the standard. Nothing outside the file is ever fetched; tags and texts without end,
/// entities that unfold, and thousands of tags inside each other end the reading instead of the memory.
class OfficeXml
{
public:
    explicit OfficeXml(ZipPart &part);

    /// Opens that file of the archive, hands it over at its root element, and reads the rest of it.
    static Result<void> read(ZipArchive &archive, const QString &name, qint64 limit,
                             const std::function<void(OfficeXml &)> &reader);

    /// To the next child of the element that is open; false once that one is closed, or reading failed.
    bool nextChild();

    /// To the end of the element that is open.
    void skip();

    /// The next token that matters inside an element: StartElement, EndElement or Characters. EndElement
    /// after a failure.
    QXmlStreamReader::TokenType next();

    QStringView name() const { return m_xml.name(); }
    QStringView text() const { return m_xml.text(); }
    bool is(QLatin1String name) const { return m_xml.name() == name; }

    /// Empty where there is none; lives until the next token.
    QStringView attribute(QLatin1String name) const;

    static bool isYes(QStringView attribute);

    /// All text up to the end of the element, that of its children included.
    QString allText();

    /// What the reader of the content makes of it; it goes no further then.
    void fail(const Error &error);

    /// The rest is not needed, not even to see whether it is damaged.
    void leaveRest() { m_leavesRest = true; }

    bool hasFailed() const { return m_xml.hasError() || !m_status; }

    Result<void> status() const;

    static constexpr qsizetype longestText = 1 << 20; ///< characters in one cell

private:
    /// Counts the bytes that the XML reader asks for before it comes to the next token.
    class Feed : public QIODevice
    {
    public:
        explicit Feed(QIODevice &source);
        bool isSequential() const override { return true; }
        void tokenSeen() { m_sinceToken = 0; }
        bool isStuck() const;

    protected:
        qint64 readData(char *data, qint64 size) override;
        qint64 writeData(const char *, qint64) override { return -1; }

    private:
        QIODevice &m_source;
        qint64 m_sinceToken = 0;
    };

    ZipPart &m_part;
    Feed m_feed;
    QXmlStreamReader m_xml;
    int m_depth = 0;
    bool m_leavesRest = false;
    Result<void> m_status;
};

} // namespace rollcall
