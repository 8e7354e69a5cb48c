// cotidy-swallowed-cancellation: cancellation is caught, and the work goes on as if nobody had asked for its end.
#include "analysis/Cancellation.h"
#include "checks/Check.h"
#include "checks/support/Places.h"

namespace cotidy {

static std::string withVariable(std::string text, const std::string &variable) {
  constexpr std::string_view hole = "{0}";
  for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at))
    text.replace(at, hole.size(), variable);
  return text;
}

static bool isClause(const Replacement &way) { return way.text.starts_with("catch"); }

static std::string remedy(const Function &function, const Swallowed &found, const Replacement *way) {
  if (found.typed) return "rethrow it with 'throw;', or leave the function";
  if (!way) return "let cancellation through: catch it before, and rethrow it";
  if (isClause(*way)) return "let it through: '" + way->text + "' before this handler";
  const facts::ValueT *variable = function.value(found.handler->variable);
  return "let it through: '" + withVariable(way->text, variable && !variable->name.empty() ? variable->name : "error") +
         "'";
}

namespace {
// How the source around the handler is laid out, as far as places tell.
struct Layout {
  std::uint32_t indent = 0, step = 2;   // of the line of `try`, and of what stands inside
  bool onItsOwnLine = false;            // `catch` begins a line

  std::string line(std::uint32_t deeper) const { return "\n" + std::string(indent + deeper * step, ' '); }
};
}  // namespace

static Layout layoutOf(const Function &function, const facts::HandlerT &handler) {
  constexpr std::uint32_t widest = 8;
  Layout layout;
  const facts::BlockT *dispatch = function.block(handler.try_);
  const facts::Place *start = dispatch && dispatch->terminator ? dispatch->terminator->place.get() : nullptr;
  if (!start) return layout;
  layout.indent = start->column() - 1;
  layout.onItsOwnLine = handler.place->column() == start->column();
  for (const facts::OpT *op : function.ops())
    if (op->try_ == handler.try_ && op->statement && op->place && op->place->line() > start->line() &&
        op->place->column() > start->column() && op->place->column() <= start->column() + widest)
      layout.step = op->place->column() - start->column();
  return layout;
}

// `catch (const Cancelled &) { throw; }` in the layout of the handler before which it goes.
static std::string clauseText(const std::string &text, const Layout &layout) {
  const std::size_t brace = text.find(" {");
  if (brace == std::string::npos) return text + " ";
  const std::string head = text.substr(0, brace), rest = layout.line(1) + "throw;" + layout.line(0) + "}";
  return layout.onItsOwnLine ? head + layout.line(0) + "{" + rest + layout.line(0) : head + " {" + rest + " ";
}

// Before the brace that closes the handler.
static std::string rethrowText(const facts::HandlerT &handler, const Layout &layout) {
  const bool oneLine = handler.body->end() - handler.body->begin() < layout.indent + 3;
  return oneLine ? " throw; " : std::string(layout.step, ' ') + "throw;" + layout.line(0);
}

// The statement or clause that lets cancellation pass, where the handler has a place for it.
static std::vector<Fix> fixes(const Function &function, const Swallowed &found, const Replacement *way) {
  const facts::HandlerT &handler = *found.handler;
  if (!handler.place || !handler.body || handler.place->macro() || handler.body->macro()) return {};
  const Location clause = locate(function, handler.place), braces = locate(function, handler.body);
  const Layout layout = layoutOf(function, handler);
  Fix fix{"Let the cancellation through", true, {}};
  if (found.typed) {
    fix.edits = {{braces.file, braces.end - 1, braces.end - 1, rethrowText(handler, layout)}};
    return {fix};
  }
  if (!way || !way->automatic) return {};
  fix.edits = includeEdits(function, clause.file, way->includes);
  if (isClause(*way)) {
    fix.edits.push_back({clause.file, clause.begin, clause.begin, clauseText(way->text, layout)});
    return {fix};
  }
  const facts::ValueT *variable = function.value(handler.variable);
  const bool carriesCode = found.exception && found.exception.name() != "std::exception";
  if (!variable || variable->name.empty() || !carriesCode) return {};
  fix.edits.push_back(
      {braces.file, braces.begin + 1, braces.begin + 1, layout.line(1) + withVariable(way->text, variable->name)});
  return {fix};
}

static Finding make(const Analysis &analysis, const Function &function, const Swallowed &found) {
  const Replacement *way = found.task ? analysis.models().replacement("cancellation", found.task.name()) : nullptr;
  const std::string caught = found.exception ? "'" + std::string(found.exception.name()) + "'" : "everything";
  Finding finding;
  finding.severity = Severity::Warning;
  finding.confidence = Confidence::Likely;
  finding.at = locate(function, found.handler->place);
  finding.message =
      "this handler catches " + caught + (found.typed ? "" : ", cancellation included,") + " and " +
      (found.loops
           ? "the loop goes on: whoever cancels '" + function.head().display + "' waits for an end that does not come"
           : "'" + function.head().display +
                 "' then reports success: its caller takes a cancelled operation for a finished one") +
      "; " + remedy(function, found, way);
  if (found.awaits)
    finding.steps.push_back({locate(function, *found.awaits), "what is awaited here throws when it is cancelled"});
  finding.steps.push_back({finding.at, "the exception ends here"});
  if (found.returns)
    finding.steps.push_back({locate(function, found.returns->place), "and success is reported here"});
  else if (found.awaits)
    finding.steps.push_back({locate(function, *found.awaits), "and the loop awaits the next one"});
  finding.function = function.name();
  finding.subject = found.exception ? std::string(found.exception.name()) : "catch (...)";
  finding.fixes = fixes(function, found, way);
  return finding;
}

static void run(const Analysis &analysis, std::vector<Finding> &out) {
  for (const auto &function : analysis.program().functions())
    for (const Swallowed &found : swallowedBy(analysis.calls(), *function)) {
      Finding finding = make(analysis, *function, found);
      if (finding.at.line) out.push_back(std::move(finding));
    }
}

extern const Check SwallowedCancellation{"swallowed-cancellation", "structure", Severity::Warning,
                                         "Cancellation caught and dropped", run};

}  // namespace cotidy
