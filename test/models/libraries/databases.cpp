// RUN: %check %s
// flags: -std=c++20 -isystem /usr/include/postgresql -isystem /usr/include/hiredis
// The model of database clients, in both of their forms: libpq and hiredis on their real headers, SQLite on a stub.
#include <async.h>
#include <hiredis.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <task.h>

#include <chrono>
#include <thread>

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

namespace postgres {

home::task<> connects() {
  PQfinish(PQconnectdb("dbname=shop"));  // expect: blocking-database: PQconnectStart and PQconnectPoll
  co_return;
}
home::task<> asks(PGconn *one, PGconn *two, PGconn *three) {
  PQclear(PQexec(one, "select 1"));  // expect: blocking-database: PQsendQuery, PQconsumeInput and PQisBusy
  PQclear(PQprepare(two, "by-id", "select 1", 0, nullptr));  // expect: blocking-database
  char *row = nullptr;
  PQgetCopyData(three, &row, 0);  // expect: blocking-database: the argument async
  co_return;
}
home::task<> sends(PGconn *connection, char **row) {
  PQsendQuery(connection, "select 1");
  PQflush(connection);
  PQgetCopyData(connection, row, 1);
  co_return;
}

}  // namespace postgres

namespace sqlite {

int rowRead(void *, int, char **, char **) {
  settle();
  return 0;
}
home::task<> asks(sqlite3 *one, sqlite3 *two, sqlite3_stmt *statement) {
  sqlite3_exec(one, "select 1", nullptr, nullptr, nullptr);  // expect: blocking-database
  sqlite3_step(statement);  // expect: blocking-database
  sqlite3_close(two);  // expect: blocking-database
  sqlite3_sleep(10);  // expect: blocking-sleep
  co_return;
}
home::task<> withACallback(sqlite3 *database) {
  sqlite3_exec(database, "select 1", rowRead, nullptr, nullptr);  // expect: blocking-database, blocking-sleep
  co_return;
}
home::task<int> bindsOnly(sqlite3_stmt *statement) { co_return sqlite3_bind_int(statement, 1, 7); }

}  // namespace sqlite

namespace redis {

home::task<> asks(redisContext *connection, void **reply) {
  redisContext *other = redisConnect("localhost", 6379);  // expect: blocking-database: redisAsyncConnect
  redisFree(other);
  redisAppendCommand(connection, "GET a");
  redisGetReply(connection, reply);  // expect: blocking-database: redisAsyncCommand
  co_return;
}
void received(redisAsyncContext *, void *, void *) {
  settle();  // expect: blocking-sleep
}
home::task<> asksTheLoop(redisAsyncContext *connection) {
  redisAsyncCommand(connection, received, nullptr, "GET %s", "key");
  co_return;
}

}  // namespace redis

int main() {
  sqlite3 *database = nullptr;
  return sqlite3_open(":memory:", &database);
}
