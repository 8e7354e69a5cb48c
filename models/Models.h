// Models.h: what cotidy knows about libraries, as data. JSON files (embedded at build, user files beside them) become
// look-up tables by name; docs/models.md describes the format, models/schema.json checks it.
//
// Names are *plain*: qualified, without template arguments, inline namespaces and elided ones ("elide" of a file:
// tbb::detail::d1::parallel_for is tbb::parallel_for). A constructor is "ns::Type::Type", a destructor "ns::Type::~Type".
// `*` in a name matches any run of characters without "::"; `**` matches any run.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// What a call does to its thread.
enum class Blocking : std::uint8_t { None, Sleep, Wait, Lock, File, Network, Process, Database, Console };

/// Kinds of threads. `Erased` hides another one (any_io_executor), `Caller` is the thread that makes the call,
/// `Current` the one that the calling coroutine is on, `Unknown` may be anything.
enum class Thread : std::uint8_t {
  Unknown,
  Loop,
  IoPool,
  Pool,
  ComputePool,
  BlockingPool,
  Own,
  Fiber,
  Caller,
  Current,
  Erased
};

enum class TypeRole : std::uint8_t {
  None,
  Task,
  Generator,
  Future,
  Sender,
  Awaitable,
  Scope,
  Executor,
  Mutex,
  Lock,
  AsyncMutex,
  AsyncLock,
  Token,
  IoObject,
  ReadyFuture,
  StopToken,
  Cancellation,
  View,
  Unsequenced,
  Test
};
enum class Start : std::uint8_t { Unspecified, Lazy, Eager };

/// Where something runs: a kind of thread that is named, or that is taken from an operand of the call.
struct Where {
  enum From : std::uint8_t { Named, Argument, Object, Token, Result } from = Named;
  Thread thread = Thread::Unknown;  // Named
  int argument = 0;  // Argument: index, negative counts from the end
};

/// What the analysis knows of one operand of a call when it asks for a model.
struct Operand {
  std::vector<std::string_view> types;  // plain names of its type and of its bases, most derived first
  std::vector<std::string_view> templateArguments;  // plain names of the type's own template arguments
  std::string_view name;  // the variable, member or global it is
  std::string_view text;  // a string literal
  std::optional<std::int64_t> constant;  // folded value; of a duration: its count
  std::vector<std::string_view> origins;  // plain names of the calls whose result it holds: "open", "std::async"
  bool nonblocking = false;  // a descriptor that was made non-blocking
  bool ready = false;  // a future that was seen to be ready
  bool callable = false;
};

/// A call as the models see it. `names` holds every name that may match, the most specific first: the callee's own,
/// "<static type of the object or one of its bases>::<method>", the global variable's that is called (function objects).
struct CallView {
  std::vector<std::string> names;
  bool system = false;  // declared in a system header
  std::optional<Operand> object;
  std::vector<Operand> arguments;
  std::vector<std::string_view> result;  // plain names of the result's type and its bases
};

/// One condition on a call; exactly one member besides `argument` is set.
struct Condition {
  std::optional<int> argument;  // of this argument; negative counts from the end; none = the object
  bool anyArgument = false;  // of any argument
  std::optional<std::int64_t> equals;  // folded value
  std::optional<std::int64_t> has;  // folded value has all these bits
  std::optional<bool> constant;  // is folded (or not)
  std::vector<std::string> type;  // plain name of type or base, globs
  std::vector<std::string> templateArgument;
  std::vector<std::string> named;  // variable's name: "stderr"
  std::vector<std::string> text;  // string literal, globs
  std::vector<std::string> origin;  // came from a call of one of these
  std::optional<bool> nonblocking, ready, callable;
  std::optional<int> count;  // number of arguments
  std::vector<std::string> result;  // plain name of the result's type
};

/// What a call does to a lock: of the guard or mutex that it is called on, or of the mutexes among its arguments.
enum class Locking : std::uint8_t {
  None,
  Acquire,  // holds it when the call returns; a guard that the call makes or returns will give it back
  Try,  // … where the result (or the guard) is true
  TryZero,  // … where the result is 0
  Around,  // while it runs its callables
  Release,  // gives it back
  Defer,  // makes a guard that does not hold it yet
  Adopt,  // makes a guard for what is held already
  Dismiss,  // the guard forgets it, and it stays held
  Owned  // asks the guard whether it holds it
};

/// A callable among the arguments, and what becomes of it.
struct Invocation {
  enum When : std::uint8_t {
    Now,
    Later,
    Continuation
  } when = Now;  // Continuation: Later, with a ready future or value
  enum As : std::uint8_t { Plain, Handler, Task, PoolTask, ThreadEntry } as = Plain;
  std::optional<int> argument;  // index, negative counts from the end; none = every callable argument
  Where on;  // where it runs; Named+Caller for `Now`
  bool repeated = false;  // once per element
  /// What becomes of the closure where the callable is a coroutine (or returns a task over its captures): `Kept` until
  /// that task is done, `Dropped` as soon as the call of it returns, `Borrowed` where the callee only refers to it.
  enum Closure : std::uint8_t { Unsaid, Kept, Dropped, Borrowed } closure = Unsaid;
  /// What becomes of a task that the callable returns: somebody awaits it, or it is destroyed on the spot.
  enum Result : std::uint8_t { UnsaidResult, Awaited, Ignored } result = UnsaidResult;
};

struct FunctionModel {
  std::string library;  // id of the file it stands in
  std::vector<std::string> names;
  std::vector<Condition> when, unless;  // all of `when`, none of `unless`
  Blocking blocks = Blocking::None;
  bool mayBeLong = true;  // false: usually short (an uncontended lock)
  Locking locks = Locking::None;  // of locks that keep the thread, not of those that suspend a task
  bool cpu = false;  // heavy computation
  std::vector<Invocation> invokes;
  std::optional<int> wraps;  // the result is this callable argument in another coat (bind_executor, bind)
  std::optional<Where> wrapsOn;  // … and now bound to an executor; without `wraps`: the result is, or runs on, it
  std::optional<Where> switches;  // `co_await` of the result continues the coroutine there
  bool returnsHome = false;  // `co_await` of the result comes back to the coroutine's own executor
  bool offloads = false;  // looks like a hop; see fake-offload
  bool readyCheck = false;  // asks whether the object (or argument) is ready
  bool makesReady = false;  // the object is ready afterwards (wait(), when_all)
  bool setsNonblocking = false;  // its first argument (or object) is non-blocking afterwards
  bool polls = false;  // reads what another thread changes: an atomic, a clock
  bool pauses = false;  // gives the processor away for a moment: yield, pause
  bool runsLoop = false;  // runs an event loop on the calling thread
  bool spawns = false;  // takes a task and sees to it that it runs
  bool detaches = false;  // … or starts work, and nobody waits for it or hears of its error
  bool losesErrors = false;  // an error of that work is dropped: it does not even end the program
  bool joins = false;  // waits, or makes a task that waits, for all work of its object (or first argument)
  bool retryable = false;  // one failure says nothing about the next call: accepting a connection
  bool mayFail = false;  // fails in the ordinary course of things, as I/O does and a timer does not
  bool suspends = false;  // the call itself suspends a stackful task: fibers, yield_context
  bool completes = false;  // runs the continuations of others on this thread before it returns
  bool threadLocal = false;  // the result belongs to the calling thread: its id, errno, its own variable
  bool tellsThread = false;  // tells on which thread the call is made
  bool coreCount = false;  // tells how many cores the machine has, and 0 where nobody knows
  bool receives = false;  // takes what others deliver, and comes back at once where there is nothing
  bool test = false;  // a function of this name is a test, which a test library's macro has made
  std::string drop;  // what dropping the result does, where its type would say something else
  std::vector<int> keeps;  // arguments that the started work refers to until it is done
  bool nonblocking = false;  // known not to block: wins over a body
  std::string instead;  // the library's own asynchronous form, for messages
  std::string note;
  std::string source;  // where the fact was read
};

struct TypeModel {
  std::string library;
  std::vector<std::string> names;
  TypeRole role = TypeRole::None;
  Start start = Start::Unspecified;
  std::string drop;  // what dropping one does: "never-runs", "detaches", "blocks", "cancels", …
  bool singleUse = false;  // a task that may be awaited once only
  std::vector<std::string> cancelledWith;  // exceptions by which awaiting one tells that it was cancelled
  bool returnsErrors = false;  // a token: errors are given back as values, nothing is thrown
  bool staysOnThread = false;  // a coroutine of this type always goes on on the thread that it began on
  std::optional<Thread> thread;  // of an Executor; of a Task: where it runs where nobody says otherwise
  std::optional<int> executorOf;  // … the executor that this template argument is (strand<E>)
  Blocking destructorBlocks = Blocking::None;
  std::vector<std::string> destructorOrigins;  // … only of an object that came from one of these calls
  std::vector<std::string> destructorUnless;  // … nor of one on which one of these methods was called: "join", "detach"
  std::string destructorNote;  // "waits for its task"
  std::string note, source;
};

/// What a call of library code costs: CPU time, by order of magnitude.
struct CostModel {
  std::string library;
  std::vector<std::string> names;  // no globs
  std::optional<double> nanoseconds;  // of one call
  bool perItem = false;  // … for each element of the data that it is given
  std::optional<double> dispatch;  // to hand one piece of work over: to start a task, to make a thread
  std::string source;
};

/// How to say something the asynchronous way inside a coroutine of the given types. `{0}` = first argument as written,
/// `{object}` = the object, `{call}` = the whole blocking call, `{instead}` = FunctionModel::instead. Words in capitals
/// (POOL, RESULT) are the reader's to fill in: such a text is never automatic.
struct Replacement {
  std::string library;
  std::string what;  // "sleep", "offload", "wait", "file", …; docs/models.md has the list
  std::vector<std::string> inTypes;  // plain names of the coroutine's return type
  std::string text;
  std::vector<std::string> includes;  // "<boost/asio/steady_timer.hpp>"
  bool automatic = false;  // type-correct as an edit
};

struct Library {
  std::string id, title, versions, source;
  std::vector<std::string> roots;
  std::size_t functions = 0, types = 0, costs = 0;
};

/// Why a model file was refused: one line, names the file and, where known, the line, the reason and the next step.
struct ModelError {
  std::string message;
};

class Models {
public:
  /// The models embedded at build. Never fails: a broken one does not build.
  static Models builtin();
  /// Adds a user's file; its entries win over earlier ones of the same name. On error nothing is added.
  [[nodiscard]] std::optional<ModelError> add(const std::string &path, std::string_view json);

  /// Every entry whose name and conditions fit the call, the user's first.
  std::vector<const FunctionModel *> match(const CallView &call) const;
  /// Cheap test before a CallView is built: may any entry carry this name (or a glob over it)?
  bool mentions(std::string_view plainName) const;
  const TypeModel *type(std::string_view plainName) const;
  /// What a call of this function costs; null where no model says so.
  const CostModel *cost(std::string_view plainName) const;
  /// The replacement for `what` in a coroutine that returns `taskType` (a plain name); null where none is known.
  const Replacement *replacement(std::string_view what, std::string_view taskType) const;
  /// A name as models write it: elided namespaces removed.
  std::string normalise(std::string_view plainName) const;

  const std::vector<Library> &libraries() const;
  std::span<const std::unique_ptr<FunctionModel>> functions() const;
  std::span<const std::unique_ptr<TypeModel>> types() const;
  std::span<const Replacement> replacements() const;

  Models();
  ~Models();
  Models(Models &&) noexcept;
  Models &operator=(Models &&) noexcept;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string_view nameOf(Blocking);
std::string_view nameOf(Locking);
std::string_view nameOf(Thread);
std::string_view nameOf(TypeRole);

}  // namespace cotidy
