// Handlers are ranges of text and blocks of the graph: what stands in one is asked of the text, where it leads of the graph.
#include "analysis/Handlers.h"

#include "analysis/Flow.h"

#include <algorithm>

namespace cotidy {

std::vector<const facts::OpT *> operationsOf(const Function &function, const facts::HandlerT &handler) {
  std::vector<const facts::OpT *> inside;
  if (!handler.body) return inside;
  for (const facts::OpT *op : function.ops())
    if (op->place && op->place->file() == handler.body->file() && op->place->begin() >= handler.body->begin() &&
        op->place->end() <= handler.body->end())
      inside.push_back(op);
  return inside;
}

std::vector<const facts::HandlerT *> handlersOf(const Function &function, std::int32_t dispatch) {
  std::vector<const facts::HandlerT *> all;
  for (const auto &handler : function.body().handlers)
    if (handler->try_ == dispatch) all.push_back(handler.get());
  std::sort(all.begin(), all.end(),
            [](const auto *a, const auto *b) { return a->place && b->place && a->place->begin() < b->place->begin(); });
  return all;
}

bool catches(const Function &function, const facts::HandlerT &handler, Type error) {
  if (handler.type < 0) return true;
  Type caught = function.type(handler.type).value();
  return !error || !caught || error.value().isOrDerivesFrom(caught.name());
}

static std::int32_t tryAround(const Function &function, std::int32_t dispatch) {
  const facts::BlockT *block = function.block(dispatch);
  return block && block->terminator ? block->terminator->try_ : -1;
}

bool inTry(const Function &function, const facts::OpT &op, std::int32_t dispatch) {
  constexpr int deepest = 16;
  std::int32_t at = op.try_;
  for (int depth = 0; at >= 0 && at != dispatch && depth < deepest; ++depth) at = tryAround(function, at);
  return at >= 0 && at == dispatch;
}

namespace {
struct Graph {
  std::map<std::int32_t, std::vector<std::int32_t>> next, previous;

  explicit Graph(const Function &function) {
    for (const facts::BlockT *block : function.blocks()) {
      std::set<std::int32_t> to;
      for (std::int32_t id : function.successors(*block)) to.insert(id);
      for (const auto &op : block->ops)
        if (op->try_ >= 0 && mayThrow(function, *op)) to.insert(op->try_);
      for (std::int32_t id : to) {
        next[block->id].push_back(id);
        previous[id].push_back(block->id);
      }
    }
  }
};
}  // namespace

static std::set<std::int32_t> reach(const std::map<std::int32_t, std::vector<std::int32_t>> &edges, std::int32_t from) {
  std::set<std::int32_t> seen;
  std::vector<std::int32_t> todo{from};
  while (!todo.empty()) {
    auto found = edges.find(todo.back());
    todo.pop_back();
    if (found == edges.end()) continue;
    for (std::int32_t id : found->second)
      if (seen.insert(id).second) todo.push_back(id);
  }
  return seen;
}

std::set<std::int32_t> wayBack(const Function &function, std::int32_t block) {
  const Graph graph(function);
  const std::set<std::int32_t> ahead = reach(graph.next, block), behind = reach(graph.previous, block);
  std::set<std::int32_t> both;
  std::set_intersection(ahead.begin(), ahead.end(), behind.begin(), behind.end(), std::inserter(both, both.end()));
  return both;
}

}  // namespace cotidy
