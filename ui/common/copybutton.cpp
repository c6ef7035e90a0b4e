#include "common/copybutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>

namespace rollcall {
namespace {

constexpr int saidFor = 2000; // ms

} // namespace

CopyButton::CopyButton(const QString &text, QWidget *parent)
    : Button(text, Kind::Plain, parent)
    , m_label(text)
{}

void CopyButton::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    setText(tr("Copied"));
    QTimer::singleShot(saidFor, this, [this] { setText(m_label); });
}

} // namespace rollcall
