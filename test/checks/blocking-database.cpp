// RUN: %check %s blocking-database
// Database clients inside a coroutine, in their synchronous form and in the form that the loop can wait for.
#include <asio.hpp>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <sqlite3.h>
#include <task.h>

#include <functional>
#include <string>

namespace postgres {

asio::awaitable<int> asks() {
  PGconn *connection = PQconnectdb("dbname=shop");  // expect: blocking-database
  PGresult *result = PQexec(connection, "select 1");  // the same connection: one finding
  const int rows = PQntuples(result);
  PQclear(result);
  result = PQexecPrepared(connection, "by-id", 0, nullptr, nullptr, nullptr, 0);  // the same connection: one finding
  PQclear(result);
  co_return rows;
}
asio::awaitable<bool> waitsForTheSocket(PGconn *connection, asio::posix::stream_descriptor &socket) {
  if (PQsendQuery(connection, "select 1") == 0)
    co_return false;
  while (PQisBusy(connection)) {
    char none;
    co_await socket.async_read_some(asio::buffer(&none, 0), asio::use_awaitable);
    PQconsumeInput(connection);
  }
  co_return true;
}
PGconn *atTheStart() { return PQconnectdb("dbname=shop"); }

}  // namespace postgres

namespace sqlite {

home::task<int> steps(sqlite3 *database) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(database, "select id from t where k = ?", -1, &statement, nullptr);  // expect: blocking-database
  sqlite3_bind_int(statement, 1, 7);
  int id = 0;
  if (sqlite3_step(statement) == SQLITE_ROW)  // expect: blocking-database
    id = sqlite3_column_int(statement, 0);
  sqlite3_exec(database, "delete from t", nullptr, nullptr, nullptr);  // expect: blocking-database
  co_return id;
}
home::task<std::string> onlyAsksForTheError(sqlite3 *database) { co_return sqlite3_errmsg(database); }

}  // namespace sqlite

namespace mysql {

home::task<std::string> asks(MYSQL *connection) {
  if (mysql_query(connection, "select 1") != 0)  // expect: blocking-database
    co_return mysql_error(connection);
  MYSQL_RES *rows = mysql_store_result(connection);  // expect: blocking-database
  mysql_free_result(rows);
  co_return "";
}
home::task<int> startsOnly(MYSQL *connection) {
  int failed = 0;
  co_return mysql_query_start(&failed, connection, "select 1");
}

}  // namespace mysql

namespace redis {

home::task<> asks() {
  redisContext *connection = redisConnect("localhost", 6379);  // expect: blocking-database
  void *reply = redisCommand(connection, "GET %s", "key");  // the same connection: one finding
  freeReplyObject(reply);
  redisAppendCommand(connection, "GET a");
  redisGetReply(connection, &reply);  // the same connection: one finding
  co_return;
}
void received(redisAsyncContext *, void *, void *) {}
home::task<> asksTheLoop(redisAsyncContext *connection) {
  redisAsyncCommand(connection, received, nullptr, "GET %s", "key");
  co_return;
}

}  // namespace redis

namespace reach {

int count(sqlite3 *database, const char *sql) { return sqlite3_exec(database, sql, nullptr, nullptr, nullptr); }
int countAll(sqlite3 *database) { return count(database, "select count(*) from t"); }
template <class Connection> auto fetch(Connection *connection) { return PQexec(connection, "select 1"); }
#define RUN_SQL(database, sql) sqlite3_exec(database, sql, nullptr, nullptr, nullptr)

class Orders {
public:
  explicit Orders(sqlite3 *database) : database_(database) {}
  virtual ~Orders() = default;
  int add(int id) { return RUN_SQL(database_, id ? "insert 1" : "insert 0"); }
  virtual int remove() { return countAll(database_); }
  asio::awaitable<int> replace() {
    const int removed = remove();  // expect: blocking-database
    co_return add(removed);  // expect: blocking-database
  }
  std::function<void(sqlite3 *)> onCommit;
  std::function<void(sqlite3 *)> onIdle;

private:
  sqlite3 *database_;
};
void wire(Orders &orders) {
  orders.onCommit = [](sqlite3 *database) { RUN_SQL(database, "commit"); };
  orders.onIdle = [](sqlite3 *) {};
}

asio::awaitable<int> everyWay(sqlite3 *database, PGconn *connection, Orders &orders) {
  int n = count(database, "select 1");  // expect: blocking-database
  n += countAll(database);  // expect: blocking-database
  PQclear(fetch(connection));  // expect: blocking-database
  n += RUN_SQL(database, "vacuum");  // expect: blocking-database
  orders.onCommit(database);  // expect: blocking-database
  orders.onIdle(database);
  auto begin = [database] { return RUN_SQL(database, "begin"); };
  n += begin();  // expect: blocking-database
  auto any = [](auto *handle) { return countAll(handle); };
  n += any(database);  // expect: blocking-database
  co_return n;
}

home::job<> lambdaCoroutines(sqlite3 *database) {
  auto one = [](sqlite3 *handle) -> home::task<int> {
    co_return countAll(handle);  // expect: blocking-database
  };
  auto any = [](auto *handle) -> home::task<int> {
    co_return countAll(handle);  // expect: blocking-database
  };
  co_await one(database);
  co_await any(database);
}
template <class Handle> home::task<int> instantiated(Handle *database) {
  co_return countAll(database);  // expect: blocking-database
}
template home::task<int> instantiated(sqlite3 *);
template <class T> home::task<T> neverInstantiated(sqlite3 *database, T value) {
  sqlite3_step(nullptr);  // expect: blocking-database
  co_return value;
}

void handlers(asio::io_context &io, asio::thread_pool &storage, asio::steady_timer &timer, sqlite3 *database) {
  asio::post(io, [database] {
    countAll(database);  // expect: blocking-database
  });
  timer.async_wait([database](asio::error_code ec) {
    if (!ec)
      count(database, "select 1");  // expect: blocking-database
  });
  asio::post(storage, [database] { countAll(database); });
}
asio::awaitable<int> offloaded(asio::thread_pool &storage, sqlite3 *database) {
  auto unused = [database] { return countAll(database); };
  co_return co_await asio::co_spawn(
      storage, [database]() -> asio::awaitable<int> { co_return countAll(database); }, asio::use_awaitable);
}

}  // namespace reach

int main() {
  sqlite3 *database = nullptr;
  sqlite3_open("shop.db", &database);
  postgres::atTheStart();
  asio::io_context io;
  asio::thread_pool storage(1);
  asio::steady_timer timer(io);
  reach::handlers(io, storage, timer, database);
  io.run();
  storage.join();
}
