#pragma once

#include "support/result.h"

#include <QMap>
#include <QString>

namespace rollcall {

/// Reads what IT or the person has written by hand: lines "name=value", each value as it stands there, or in
/// double quotes. Blank lines, headings in brackets and lines that begin with # or ; say nothing. Any line
/// ends; UTF-8, UTF-16 with its mark, else Latin-1. Usage error where a line is none of that, a name is not
/// one of `names`, or the file cannot be read.
Result<QMap<QString, QString>> readSettingsFile(const QString &path, const QStringList &names);

/// Gives these names these values, and takes out those whose value is empty; every other line stays, a remark
/// of the person's, too. Readable by its owner only: a client secret may be in it.
Result<void> changeSettingsFile(const QString &path, const QMap<QString, QString> &values);

} // namespace rollcall
