// Places.h: from the facts' places to what findings carry.
#pragma once
#include "analysis/Analysis.h"
#include "checks/Finding.h"

namespace cotidy {

/// A place inside the function's body.
Location locate(const Function &function, const std::unique_ptr<facts::Place> &place);
/// Where a finding about the operation stands: the call where it fits on one line, else from the callee's name on.
Location locate(const Function &function, const facts::OpT &op);
/// The function's name (a lambda's introducer).
Location locateHead(const Function &function);
/// The whole definition.
Location locateWhole(const Function &function);
/// "server.cpp:41": for chains in one line.
std::string brief(const Location &at);
/// The key of the operation's statement, for Finding::statement.
std::vector<std::uint32_t> statementOf(const Function &function, const facts::OpT &op);
/// Edits that make sure that `file` includes each header ("<boost/asio/post.hpp>"); none where an umbrella header does.
std::vector<Edit> includeEdits(const Function &function, const std::string &file,
                               const std::vector<std::string> &headers);

}  // namespace cotidy
