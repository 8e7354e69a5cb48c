// ModelsCommand.cpp: list, show, check and coverage: a table of four.
#include "driver/ModelsCommand.h"

#include "driver/CoverageCommand.h"
#include "driver/JsonInput.h"
#include "driver/Names.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "models/Models.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cotidy {

namespace {

using Operands = std::vector<std::string>;

std::string joined(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

ExitCode list(const Options &, const Operands &) {
  std::string text;
  const Models models = Models::builtin();
  for (const Library &library : models.libraries())
    text += library.id + "  " + library.title + " " + library.versions + ": " + std::to_string(library.functions) +
            " functions, " + std::to_string(library.types) + " types\n";
  print(text);
  return Clean;
}

void add(std::string &text, std::string_view what, std::string_view value) {
  if (!value.empty()) text += "  " + std::string(what) + ": " + std::string(value) + "\n";
}

std::string nanoseconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g ns", value);
  return text;
}

std::string describe(const FunctionModel &model) {
  std::string text = joined(model.names) + "  (function, " + model.library + ")\n";
  if (model.blocks != Blocking::None) add(text, "blocks", nameOf(model.blocks));
  if (model.locks != Locking::None) add(text, "locks", nameOf(model.locks));
  if (model.cpu) add(text, "cpu", "heavy computation");
  if (!model.when.empty() || !model.unless.empty())
    add(text, "conditions",
        std::to_string(model.when.size()) + " required, " + std::to_string(model.unless.size()) + " excluded");
  for (const Invocation &call : model.invokes)
    add(text, "invokes",
        (call.argument ? "argument " + std::to_string(*call.argument) : std::string("every callable argument")) +
            (call.when == Invocation::Now ? ", now" : ", later"));
  if (model.offloads) add(text, "offloads", "yes");
  if (model.runsLoop) add(text, "runs", "an event loop on the calling thread");
  if (model.spawns) add(text, "spawns", "the task that it is given");
  if (model.detaches) add(text, "detaches", "the work that it starts");
  if (model.joins) add(text, "joins", "all work of its object");
  if (model.suspends) add(text, "suspends", "the calling fiber");
  if (model.completes) add(text, "completes", "runs the continuations of others");
  if (model.threadLocal) add(text, "result", "belongs to the calling thread");
  if (model.tellsThread) add(text, "result", "tells on which thread the call is made");
  if (model.coreCount) add(text, "result", "the number of cores, or 0");
  if (model.receives) add(text, "receives", "what others deliver, if there is something");
  if (model.test) add(text, "is", "a test");
  if (model.nonblocking) add(text, "blocks", "never");
  add(text, "instead", model.instead);
  add(text, "note", model.note);
  add(text, "source", model.source);
  return text;
}

std::string describe(const CostModel &model) {
  std::string text = joined(model.names) + "  (cost, " + model.library + ")\n";
  if (model.nanoseconds)
    add(text, model.perItem ? "cost per item" : "cost", "about " + nanoseconds(*model.nanoseconds));
  if (model.dispatch) add(text, "dispatch", "about " + nanoseconds(*model.dispatch));
  add(text, "source", model.source);
  return text;
}

std::string describe(const TypeModel &model) {
  std::string text = joined(model.names) + "  (type, " + model.library + ")\n";
  if (model.role != TypeRole::None) add(text, "role", nameOf(model.role));
  if (model.start != Start::Unspecified) add(text, "start", model.start == Start::Lazy ? "lazy" : "eager");
  if (model.thread) add(text, "thread", nameOf(*model.thread));
  if (model.staysOnThread) add(text, "goes on", "on the thread that it began on");
  if (model.singleUse) add(text, "awaited", "once only");
  add(text, "when dropped", model.drop);
  add(text, "destructor", model.destructorNote);
  add(text, "note", model.note);
  add(text, "source", model.source);
  return text;
}

/// A model's name may be a glob, and so may what the user asks for.
template <class Model> bool isAbout(const Model &model, const std::string &asked) {
  return std::ranges::any_of(
      model.names, [&](const std::string &name) { return matchesGlob(asked, name) || matchesGlob(name, asked); });
}

ExitCode show(const Options &, const Operands &operands) {
  const Models models = Models::builtin();
  std::string text;
  for (const std::string &asked : operands) {
    const std::size_t before = text.size();
    for (const auto &model : models.functions())
      if (isAbout(*model, asked)) text += describe(*model);
    for (const auto &model : models.types())
      if (isAbout(*model, asked)) text += describe(*model);
    if (const CostModel *cost = models.cost(asked)) text += describe(*cost);
    if (text.size() != before) continue;
    std::vector<std::string_view> known;
    for (const auto &model : models.functions()) known.insert(known.end(), model->names.begin(), model->names.end());
    for (const auto &model : models.types()) known.insert(known.end(), model->names.begin(), model->names.end());
    throw UserError("models show: " + unknownName("name", asked, known));
  }
  print(text);
  return Clean;
}

ExitCode check(const Options &, const Operands &operands) {
  for (const std::string &file : operands) {
    Models models = Models::builtin();
    const std::size_t functions = models.functions().size(), types = models.types().size();
    if (const auto error = models.add(file, readInput(file, "the model file"))) throw UserError(error->message);
    print(file + ": ok: " + std::to_string(models.functions().size() - functions) + " functions, " +
          std::to_string(models.types().size() - types) + " types\n");
  }
  return Clean;
}

enum class Takes { Nothing, Names, Project };

struct Action {
  std::string_view name;
  Takes takes;
  ExitCode (*run)(const Options &, const Operands &);
};

constexpr std::array actions = {Action{"list", Takes::Nothing, list}, Action{"show", Takes::Names, show},
                                Action{"check", Takes::Names, check}, Action{"coverage", Takes::Project, runCoverage}};

/// Options that say which project is meant, and how it is to be read.
bool namesProject(const Options &options) {
  return !options.build.empty() || options.jobs || !options.outputs.empty() || !options.models.empty() ||
         options.allowIncomplete || options.all || options.hasFlags;
}

void requireFit(const Action &action, const Operands &operands, const Options &options) {
  const std::string name = "models " + std::string(action.name);
  if (action.takes == Takes::Nothing && !operands.empty()) throw UserError(name + " takes no operand");
  if (action.takes == Takes::Names && operands.empty()) throw UserError(name + " needs an operand");
  if (action.takes != Takes::Project && namesProject(options))
    throw UserError(name + " reads no project: its options and flags are for 'models coverage'");
}

}  // namespace

ExitCode runModels(const Options &options) {
  std::vector<std::string_view> known;
  for (const Action &action : actions) known.push_back(action.name);
  if (options.operands.empty()) throw UserError("models: say what to do: list, show NAME, check FILE or coverage");
  const auto action = std::ranges::find(actions, options.operands.front(), &Action::name);
  if (action == actions.end()) throw UserError("models: " + unknownName("action", options.operands.front(), known));
  const Operands operands(options.operands.begin() + 1, options.operands.end());
  requireFit(*action, operands, options);
  return action->run(options, operands);
}

}  // namespace cotidy
