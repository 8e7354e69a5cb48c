#include "ledger.hpp"

void ledger::insert(const std::string& sender, const std::string& text) {
    sqlite3_stmt* row = nullptr;
    if (sqlite3_prepare_v2(db_, "INSERT INTO letters VALUES (?, ?)", -1, &row, nullptr) != SQLITE_OK)
        return;
    sqlite3_bind_text(row, 1, sender.c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, text.c_str(), -1, SQLITE_STATIC);
    sqlite3_step(row);
    sqlite3_finalize(row);
}

void ledger::keep(const std::string& token, const std::map<std::string, std::string>& by_sender) {
    sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
    insert("token", token);
    for (const auto& [sender, text] : by_sender)
        insert(sender, text);
    sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr);
}
