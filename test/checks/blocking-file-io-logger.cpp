// RUN: %check %s blocking-file-io
// A line of the log is short, and the kernel buffers it: only possible, as the words in the message say. Other files are none,
// nor is the log of a database, which has to be on the disk.
#include <asio.hpp>

#include <fstream>
#include <string>

class OvenLogger {
public:
  void writeLine(const std::string &line) { out_ << line << std::endl; }

private:
  std::ofstream out_{"oven.txt", std::ios::app};
};

void saveRecipe(const std::string &text) {
  std::ofstream out("recipe.txt");
  out << text;
}

class CommitLog {
public:
  void append(const std::string &entry) { out_ << entry << std::flush; }

private:
  std::ofstream out_{"entries", std::ios::app};
};

void bakeAndTell(OvenLogger &logger, const std::string &text) {
  logger.writeLine("saving");
  saveRecipe(text);
}

asio::awaitable<void> bake(OvenLogger &logger) {
  logger.writeLine("hot");  // expect: blocking-file-io: a logger, whose lines are short
  co_return;
}
asio::awaitable<void> save(OvenLogger &logger) {
  bakeAndTell(logger, "bread");  // expect: blocking-file-io: saveRecipe
  co_return;
}
asio::awaitable<void> commit(CommitLog &log) {
  log.append("loaf");  // expect: blocking-file-io: CommitLog::append
  co_return;
}
