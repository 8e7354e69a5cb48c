// Main.cpp: the table of contents.
#include "Build.h"  // generated
#include "analysis/Extract.h"
#include "driver/BaselineCommand.h"
#include "driver/CalibrateCommand.h"
#include "driver/CheckCommand.h"
#include "driver/CommandLine.h"
#include "driver/ExplainCommand.h"
#include "driver/FactsCommand.h"
#include "driver/FixCommand.h"
#include "driver/ModelsCommand.h"
#include "driver/RunCommand.h"
#include "driver/Terminal.h"
#include "driver/UserError.h"
#include "driver/VerifyCommand.h"

#include <array>

namespace {

using namespace cotidy;

ExitCode runVersion(const Options &) {
  print("cotidy " + std::string(build::version) + " (clang " + clangVersion() + ")\n");
  return Clean;
}

ExitCode runHelp(const Options &options) {
  print(usage(options.operands.empty() ? std::string() : options.operands.front()));
  return Clean;
}

struct Command {
  std::string_view name;
  ExitCode (*run)(const Options &);
};

constexpr std::array commands = {
    Command{"check", runCheck},
    Command{"fix", runFix},
    Command{"baseline", runBaseline},
    Command{"run", runRun},
    Command{"verify", runVerify},
    Command{"explain", runExplain},
    Command{"why", runWhy},
    Command{"facts", runFacts},
    Command{"link", runLink},
    Command{"models", runModels},
    Command{"calibrate", runCalibrate},
    Command{"version", runVersion},
    Command{"help", runHelp},
};

ExitCode run(std::span<const char *const> arguments) {
  const Options options = parseCommandLine(arguments);
  if (options.help) {
    print(usage(options.command));
    return Clean;
  }
  for (const Command &command : commands)
    if (command.name == options.command) return command.run(options);
  throw UserError("the command '" + options.command + "' is not built in");
}

}  // namespace

int main(int argc, char **argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const UserError &error) {
    printError("cotidy: error: " + std::string(error.what()) + "\n");
  } catch (const std::exception &error) {
    printError("cotidy: internal error: " + std::string(error.what()) + "; please report it\n");
  }
  return Error;
}
