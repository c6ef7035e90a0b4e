#pragma once

class QTableView;

namespace rollcall {

/// How tables look here: fixed rows of 34, no vertical lines, header in small soft letters, elided in the middle.
void styleTable(QTableView *table);

/// Shows a column in secondary text.
void softenColumn(QTableView *table, int column);

} // namespace rollcall
