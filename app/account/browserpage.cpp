#include "account/browserpage.h"

#include "support/text.h"

#include <QFile>
#include <QLocale>

/// Outside of any namespace, as Q_INIT_RESOURCE demands.
static void keepPages()
{
    Q_INIT_RESOURCE(pages); // in a static library nothing else would keep it
}

namespace rollcall {
namespace {

struct Words
{
    const char *tone; ///< a class of the page's
    QString heading;
    QString text;
    QString next;
};

Words wordsOf(BrowserPage page)
{
    const QString close = Text::tr("You can close this tab.");
    switch (page) {
    case BrowserPage::SignedIn:
        return {"good", Text::tr("You are signed in"),
                Text::tr("Constant Contact has let Rollcall in. Go back to Rollcall: it shows "
                         "which account this is and what it may do."),
                close};
    case BrowserPage::Denied:
        return {"bad", Text::tr("Rollcall was not let in"),
                Text::tr("Access was refused, so nothing is connected and nothing was changed."),
                Text::tr("If that was a mistake, go back to Rollcall and start again. You can "
                         "close this tab.")};
    case BrowserPage::Expired:
        return {"bad", Text::tr("This sign-in is too old"),
                Text::tr("A sign-in is good for a few minutes and for one use, so nothing is "
                         "connected."),
                Text::tr("Go back to Rollcall and start again. You can close this tab.")};
    case BrowserPage::WrongAnswer:
        return {"bad", Text::tr("This answer belongs to another sign-in"),
                Text::tr(
                    "It may come from an older tab. For your safety Rollcall has not used it, and nothing is "
                    "connected."),
                Text::tr("Go back to Rollcall and start again. You can close this tab.")};
    case BrowserPage::Failed:
        return {
            "bad", Text::tr("The sign-in did not work"),
            Text::tr("Nothing is connected and nothing was changed."),
            Text::tr("Go back to Rollcall: it says what happened and what to do. You can close this tab.")};
    case BrowserPage::NotFound:
        return {"soft", Text::tr("There is nothing here"),
                Text::tr("This address belongs to Rollcall, which waits for a sign-in."), close};
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray browserPage(BrowserPage page)
{
    keepPages();
    QFile file(QStringLiteral(":/rollcall/pages/page.html"));
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    const Words words = wordsOf(page);
    const QString language = Text::tr("en", "the code of the language of this translation");
    const bool isRightToLeft = QLocale(language).textDirection() == Qt::RightToLeft;
    QString html = QString::fromUtf8(file.readAll());
    html.replace(QLatin1String("{{language}}"), language);
    html.replace(QLatin1String("{{direction}}"),
                 isRightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"));
    html.replace(QLatin1String("{{tone}}"), QLatin1String(words.tone));
    html.replace(QLatin1String("{{heading}}"), words.heading.toHtmlEscaped());
    html.replace(QLatin1String("{{text}}"), words.text.toHtmlEscaped());
    html.replace(QLatin1String("{{next}}"), words.next.toHtmlEscaped());
    return html.toUtf8();
}

} // namespace rollcall
