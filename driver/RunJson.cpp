// RunJson.cpp: the report of a run as JSON, and the way back for what later commands need of it.
#include "driver/JsonInput.h"
#include "driver/Report.h"
#include "driver/RunReport.h"
#include "driver/UserError.h"

#include <nlohmann/json.hpp>

namespace cotidy {

namespace {

using Json = nlohmann::ordered_json;
constexpr int runFormat = 1;

Json framesOf(const StackFrames &stack) {
  Json list = Json::array();
  for (const StackFrame &frame : stack)
    list.push_back(
        {{"function", frame.function}, {"file", frame.file}, {"line", frame.line}, {"coroutine", frame.coroutine}});
  return list;
}

StackFrames framesFrom(const nlohmann::json &list) {
  StackFrames stack;
  for (const auto &frame : list)
    stack.push_back({frame.at("function"), frame.at("file"), frame.at("line"), frame.at("coroutine")});
  return stack;
}

Json numbersOf(const Occurrences &seen) {
  return {{"count", seen.count}, {"ns", seen.ns}, {"longestNs", seen.longestNs}};
}

Occurrences numbersFrom(const nlohmann::json &seen) { return {seen.at("count"), seen.at("ns"), seen.at("longestNs")}; }

Json callsOf(const Recording &recording) {
  Json list = Json::array();
  for (const CallEvent &call : recording.calls)
    list.push_back({{"callee", call.callee},
                    {"kind", call.kind},
                    {"in", nameOf(call.context)},
                    {"coroutine", call.coroutine},
                    {"calls", call.calls},
                    {"blocked", numbersOf(call.blocked)},
                    {"stack", framesOf(call.stack)},
                    {"underLock", call.underLock},
                    {"lock", framesOf(call.lock)},
                    {"holder", framesOf(call.holder)},
                    {"maker", framesOf(call.maker)}});
  return list;
}

Json stallsOf(const Recording &recording) {
  Json list = Json::array();
  for (const StallEvent &stall : recording.stalls)
    list.push_back({{"kind", stall.blocked ? "blocked" : "cpu"},
                    {"in", stall.inCoroutine ? "coroutine" : "loop"},
                    {"seen", numbersOf(stall.seen)},
                    {"stack", framesOf(stall.stack)},
                    {"maker", framesOf(stall.maker)}});
  return list;
}

Json spawnsOf(const Recording &recording) {
  Json list = Json::array();
  for (const SpawnEvent &spawn : recording.spawns)
    list.push_back({{"coroutine", spawn.coroutine},
                    {"file", spawn.file},
                    {"line", spawn.line},
                    {"created", spawn.created},
                    {"parked", spawn.parked},
                    {"started", spawn.started},
                    {"resumed", spawn.resumed},
                    {"finished", spawn.finished},
                    {"neverRan", spawn.neverRan()},
                    {"abandoned", spawn.abandoned},
                    {"ran", numbersOf(spawn.ran)},
                    {"betweenNs", spawn.betweenNs},
                    {"creator", framesOf(spawn.creator)}});
  return list;
}

Json threadsOf(const Recording &recording) {
  Json list = Json::array();
  for (const ThreadEvent &site : recording.threadSites)
    list.push_back({{"made", site.made}, {"stack", framesOf(site.stack)}});
  return list;
}

Json tasksOf(const Recording &recording) {
  Json list = Json::array();
  for (const TaskEvent &task : recording.tasks)
    list.push_back({{"name", task.name},
                    {"file", task.file},
                    {"line", task.line},
                    {"ran", numbersOf(task.ran)},
                    {"betweenNs", task.betweenNs}});
  return list;
}

Json linesOf(const Recording &recording) {
  std::map<std::string, Json> files;
  for (const auto &[file, line] : recording.lines) files[file].push_back(line);
  Json all = Json::object();
  for (auto &[file, lines] : files) all[file] = std::move(lines);
  return all;
}

Json findingsOf(const RunReport &report) {
  Json list = Json::array();
  for (const JudgedFinding &judged : report.findings)
    list.push_back({{"rule", judged.finding.rule},
                    {"file", judged.finding.at.file},
                    {"line", judged.finding.at.line},
                    {"fingerprint", judged.fingerprint},
                    {"sighting", nameOf(judged.evidence.sighting)},
                    {"evidence", judged.evidence.text()},
                    {"seen", numbersOf(judged.evidence.seen)}});
  return list;
}

CallEvent callFrom(const nlohmann::json &call) {
  CallEvent event;
  event.callee = call.at("callee");
  event.kind = call.at("kind");
  const std::string in = call.at("in");
  event.context = in == "coroutine" ? RunContext::Coroutine : in == "loop" ? RunContext::Loop : RunContext::Thread;
  event.coroutine = call.at("coroutine");
  event.calls = call.at("calls");
  event.blocked = numbersFrom(call.at("blocked"));
  event.stack = framesFrom(call.at("stack"));
  event.underLock = call.value("underLock", false);
  event.lock = framesFrom(call.value("lock", nlohmann::json::array()));
  event.holder = framesFrom(call.value("holder", nlohmann::json::array()));
  event.maker = framesFrom(call.value("maker", nlohmann::json::array()));
  return event;
}

SpawnEvent spawnFrom(const nlohmann::json &spawn) {
  SpawnEvent event;
  event.coroutine = spawn.at("coroutine");
  event.file = spawn.at("file");
  event.line = spawn.at("line");
  event.created = spawn.at("created");
  event.parked = spawn.at("parked");
  event.started = spawn.at("started");
  event.abandoned = spawn.at("abandoned");
  event.creator = framesFrom(spawn.at("creator"));
  return event;
}

Recording recordingFrom(const nlohmann::json &log) {
  Recording recording;
  recording.coroutines = log.at("coroutines");
  recording.locks = log.value("locks", false);
  for (const auto &call : log.at("calls")) recording.calls.push_back(callFrom(call));
  for (const auto &stall : log.at("stalls"))
    recording.stalls.push_back({.blocked = stall.at("kind") == "blocked",
                                .stack = framesFrom(stall.at("stack")),
                                .seen = numbersFrom(stall.at("seen")),
                                .inCoroutine = stall.value("in", "loop") == "coroutine",
                                .maker = framesFrom(stall.value("maker", nlohmann::json::array()))});
  for (const auto &spawn : log.at("spawns")) recording.spawns.push_back(spawnFrom(spawn));
  for (const auto &task : log.at("tasks"))
    recording.tasks.push_back({task.at("name"), task.at("file"), task.at("line"), numbersFrom(task.at("ran"))});
  for (const auto &[file, lines] : log.at("lines").items())
    for (const auto &line : lines) recording.lines.insert({file, line.get<std::uint32_t>()});
  return recording;
}

}  // namespace

std::string toJson(const RunReport &report) {
  const Recording &recording = report.recording;
  Json log;
  log["runFormat"] = runFormat;
  log["command"] = report.command;
  log["status"] = report.status;
  log["wallNs"] = report.wallNs;
  log["cpuNs"] = report.cpuNs;
  log["processes"] = recording.processes;
  log["coroutines"] = recording.coroutines;
  log["threads"] = recording.threads;
  log["locks"] = recording.locks;
  log["lost"] = recording.lost;
  log["crashes"] = recording.crashes;
  log["loops"] = {{"rounds", recording.rounds}, {"longestNs", recording.longestRoundNs}};
  log["calls"] = callsOf(recording);
  log["stalls"] = stallsOf(recording);
  log["spawns"] = spawnsOf(recording);
  log["tasks"] = tasksOf(recording);
  log["threadSites"] = threadsOf(recording);
  log["lines"] = linesOf(recording);
  if (report.analysed) log["findings"] = findingsOf(report);
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Recording recordingOf(const std::string &file) {
  const nlohmann::json log = parseJson(file, readInput(file, "the evidence"));
  if (!log.is_object() || log.value("runFormat", 0) != runFormat)
    throw UserError("'" + file + "' is not evidence; 'cotidy run --output=json:FILE -- COMMAND' makes it");
  try {
    return recordingFrom(log);
  } catch (const nlohmann::json::exception &error) {
    throw UserError("'" + file + "': broken evidence: " + error.what());
  }
}

}  // namespace cotidy
