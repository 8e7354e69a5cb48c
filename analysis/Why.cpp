// Prints what the analysis concluded about a function.
#include "analysis/Why.h"

namespace cotidy {

static constexpr std::pair<Effect, std::string_view> effects[] = {{Effect::Sleep, "sleeps"},
                                                                  {Effect::Wait, "waits"},
                                                                  {Effect::Lock, "takes a lock"},
                                                                  {Effect::File, "does file I/O"},
                                                                  {Effect::Network, "does synchronous network I/O"},
                                                                  {Effect::Process, "runs or waits for a process"},
                                                                  {Effect::Database, "talks to a database"},
                                                                  {Effect::Console, "reads the console"},
                                                                  {Effect::Destructor, "destroys an object that waits"},
                                                                  {Effect::BusyWait, "polls in a loop"}};

static std::string at(const std::vector<std::string> &files, const std::unique_ptr<facts::Place> &place) {
  if (!place || place->file() < 0) return "?";
  return files[place->file()] + ":" + std::to_string(place->line());
}

static std::string effectsOf(const Analysis &analysis, const Function &function) {
  std::string text;
  for (auto [effect, words] : effects) {
    const Witness *witness = analysis.effects().of(function.id(), effect);
    if (!witness) continue;
    text += "  " + std::string(words) + ":\n";
    for (const Witness &step : analysis.effects().chain(*witness)) {
      const Function &in = analysis.program().function(step.function);
      std::string what = step.next ? "calls " + analysis.program().function(*step.next).name() : step.subject;
      text += "    " + at(in.body().files, step.op->place) + ": " + what + "\n";
    }
  }
  return text.empty() ? "  no effect on its thread that cotidy knows\n" : text;
}

static std::string contextsOf(const Analysis &analysis, const Function &function) {
  std::string text;
  for (const Context &context : analysis.contexts().of(function.id())) {
    text += "  may run on: " + std::string(nameOf(context.thread));
    if (context.op) {
      const Function &from = analysis.program().function(context.from);
      text +=
          ", through '" + context.by + "' in " + from.name() + " (" + at(from.body().files, context.op->place) + ")";
    }
    text += "\n";
  }
  Standing standing = analysis.contexts().standing(function.id());
  if (text.empty()) text = "  nobody is known to start it on a thread of a known kind\n";
  if (standing.async)
    text += std::string("  judged as async") + (standing.sure ? "" : ": a coroutine whose executor is not known") +
            (standing.computePool ? ", on a pool for computing" : "") + "\n";
  else
    text += "  judged as not async by itself: blocking in it counts where an async function calls it\n";
  return text;
}

static std::string costOf(const Analysis &analysis, const Function &function) {
  Cost cost = analysis.costs().of(function.id());
  std::string most = cost.bounded() ? "at most " + inWords(cost.high)
                     : cost.depth   ? "more where its data is larger"
                                    : "no upper bound is known";
  return "  costs about " + inWords(cost.typical) + " of CPU time (" + most +
         (cost.compiled ? "; counted in its compiled code" : "") + ")" +
         (cost.unknownCallee ? ", not counting what cotidy cannot see into" : "") + "\n";
}

std::vector<FunctionId> functionsNamed(const Analysis &analysis, std::string_view name) {
  std::vector<FunctionId> found;
  for (const auto &function : analysis.program().functions())
    if (name == "*" || function->name() == name || function->head().display == name ||
        lastComponent(function->name()) == name)
      found.push_back(function->id());
  return found;
}

std::string why(const Analysis &analysis, std::string_view name) {
  std::string text;
  for (FunctionId id : functionsNamed(analysis, name)) {
    const Function *function = &analysis.program().function(id);
    const auto &head = function->head();
    std::string kind = function->generator() ? "generator " : function->coroutine() ? "coroutine " : "";
    text += kind + head.name + " (" + at(function->unit()->files, head.place) + ")\n";
    text += effectsOf(analysis, *function) + costOf(analysis, *function) + contextsOf(analysis, *function);
  }
  return text;
}

}  // namespace cotidy
