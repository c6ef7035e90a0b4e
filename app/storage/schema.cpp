#include "storage/schema.h"

namespace rollcall {

// Never change an entry that was released: add another.
QStringList journalMigrations()
{
    return {QStringLiteral(R"(
        CREATE TABLE imports (id INTEGER PRIMARY KEY AUTOINCREMENT, started INTEGER NOT NULL, state INTEGER NOT NULL,
            own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, rows INTEGER NOT NULL, about BLOB NOT NULL,
            plan BLOB NOT NULL);
        CREATE TABLE places (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            lines BLOB NOT NULL, numbers BLOB NOT NULL, emails BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE touched (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            touched BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE reasons (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            by TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE pictures (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            contact TEXT NOT NULL, picture BLOB NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE bodies (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, number INTEGER NOT NULL,
            state INTEGER NOT NULL, activity TEXT NOT NULL, sent INTEGER NOT NULL, rows BLOB NOT NULL, json BLOB,
            PRIMARY KEY (import, number))
    )"),
            QStringLiteral(R"(
        CREATE TABLE undos (import INTEGER PRIMARY KEY REFERENCES imports ON DELETE CASCADE, started INTEGER NOT NULL,
            state INTEGER NOT NULL, own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, own_list_name TEXT NOT NULL,
            removed INTEGER NOT NULL, restored INTEGER NOT NULL, remained INTEGER NOT NULL, failed INTEGER NOT NULL,
            calls INTEGER NOT NULL);
        CREATE TABLE undo_marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, since INTEGER NOT NULL, sending INTEGER NOT NULL,
            person BLOB NOT NULL, about BLOB NOT NULL)
    )")};
}

} // namespace rollcall
