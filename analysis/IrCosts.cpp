// IrCosts.cpp: as JSON from the worker that compiled to the process that judges. Infinity is left out: JSON has none.
#include "analysis/IrCosts.h"

#include "analysis/Cost.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace cotidy {

using nlohmann::json;

static json asJson(const IrRange &range) {
  json out = {{"low", range.low}, {"typical", range.typical}};
  if (range.high < IrRange::unbounded) out["high"] = range.high;
  return out;
}

static json asJson(const IrCode &code) {
  json calls = json::object();
  for (const auto &[name, times] : code.calls) calls[name] = asJson(times);
  return {{"own", asJson(code.own)}, {"depth", code.depth}, {"calls", std::move(calls)}};
}

static IrRange rangeIn(const json &value) {
  return {value.at("low"), value.at("typical"), value.value("high", IrRange::unbounded)};
}

static IrCode codeIn(const json &value) {
  IrCode code{rangeIn(value.at("own")), value.at("depth"), {}};
  for (const auto &[name, times] : value.at("calls").items()) code.calls.emplace(name, rangeIn(times));
  return code;
}

std::string pack(const IrReport &report) {
  json costs = json::array();
  for (const IrCost &cost : report.costs) {
    json loops = json::array();
    for (const IrLoop &loop : cost.loops)
      loops.push_back({{"line", loop.line}, {"column", loop.column}, {"whole", asJson(loop.whole)}});
    costs.push_back({{"key", cost.key}, {"whole", asJson(cost.whole)}, {"loops", std::move(loops)}});
  }
  const json all = {{"costs", std::move(costs)}, {"errors", report.errors}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<IrReport> readIrReport(std::string_view text) try {
  const json all = json::parse(text);
  IrReport report{{}, all.at("errors")};
  for (const json &one : all.at("costs")) {
    IrCost &cost = report.costs.emplace_back(IrCost{one.at("key"), codeIn(one.at("whole")), {}});
    for (const json &loop : one.at("loops"))
      cost.loops.push_back({loop.at("line"), loop.at("column"), codeIn(loop.at("whole"))});
  }
  return report;
} catch (const json::exception &) {
  return std::nullopt;
}

std::optional<Cost> resolve(const IrCode &code, const Models &models) {
  Cost cost{code.own.low, code.own.typical, code.own.high, code.depth, false, true};
  for (const auto &[name, times] : code.calls) {
    const CostModel *known = models.cost(name);
    if (!known || !known->nanoseconds) return std::nullopt;
    Cost once = Cost::exactly(*known->nanoseconds);
    if (known->perItem) once = once.times({0, typicalItems, Cost::unbounded, 0, false}, true);
    cost += once.times({times.low, times.typical, times.high}, false);
  }
  return cost;
}

// A bound that the source shows and the code does not was lost on the way. What was data within data may have become
// simpler, never the other way round.
std::optional<Cost> narrowed(const Cost &estimate, const Cost &counted) {
  if (estimate.unknownCallee) return counted;
  if (estimate.bounded() && !counted.bounded()) return std::nullopt;
  Cost cost = counted;
  cost.depth = std::min(estimate.depth, counted.depth);
  return cost;
}

}  // namespace cotidy
