#include "common/qrpicture.h"

#include "common/theme.h"

#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace rollcall {
namespace {

constexpr int side = 232; // a telephone reads it at arm's length
constexpr int quietModules = 4; // the rim that the standard asks for

QImage modulesOf(const QByteArray &text)
{
    if (text.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(int(text.size()), reinterpret_cast<const unsigned char *>(text.constData()), 0, QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QImage modules(code->width, code->width, QImage::Format_RGB32);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const bool isDark = code->data[y * code->width + x] & 1;
            modules.setPixelColor(x, y, isDark ? Qt::black : Qt::white);
        }
    }
    return modules;
}

} // namespace

QrPicture::QrPicture(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(scaled(side), scaled(side));
}

void QrPicture::setText(const QString &text)
{
    m_modules = modulesOf(text.toUtf8());
    setVisible(!m_modules.isNull());
    update();
}

void QrPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), 8, 8);
    if (m_modules.isNull())
        return;
    // Modules of whole pixels of the screen, or some would be wider than others.
    const double ratio = devicePixelRatioF();
    const int pixels = qMax(1, int(width() * ratio) / (m_modules.width() + 2 * quietModules));
    const double size = pixels * m_modules.width() / ratio;
    const double corner = int((width() - size) / 2 * ratio) / ratio;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawImage(QRectF(corner, corner, size, size), m_modules);
}

} // namespace rollcall
