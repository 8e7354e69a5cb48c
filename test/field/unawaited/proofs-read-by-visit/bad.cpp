// CASE: a visitor starts the coroutine that fits the kind of a proof, and std::visit throws its task away.
#include <coro/coro.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace printer {

struct Galley {
    std::string text;
};
struct Plate {
    std::string picture;
    int colours = 1;
};
using Proof = std::variant<Galley, Plate>;

coro::task<void> spell(std::string text);
coro::task<void> compare(std::string picture, int colours);

template <typename... Fs> struct overloaded : Fs... {
    using Fs::operator()...;
};

class Reader {
public:
    coro::task<int> read(std::vector<Proof> proofs) {
        int done = 0;
        for (auto& proof : proofs) {
            std::visit(overloaded{[](Galley& galley) { return spell(std::move(galley.text)); },  // EXPECT: unawaited-task|coroutine-as-void-callback
                                  [](Plate& plate) { return compare(std::move(plate.picture), plate.colours); }},
                       proof);  // EXPECT-ALT: unawaited-task
            ++done;
        }
        co_return done;
    }
};

}  // namespace printer
