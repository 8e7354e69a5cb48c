// CASE: each drawing is cut into three, and for each third of each drawing a thread is started
#include <cstdint>
#include <future>
#include <vector>

struct drawing {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> dots;
};

class easel {
public:
    bool next(drawing& into);
};

class smoother {
public:
    drawing smooth(const drawing& part);
};

drawing cut(const drawing& from, int begin, int end);
void show(const drawing& left, const drawing& middle, const drawing& right);

void restore(easel& from) {
    smoother left, middle, right;
    drawing whole;
    while (from.next(whole)) {
        const int third = whole.width / 3;
        auto l = std::async(std::launch::async, [&] { return left.smooth(cut(whole, 0, third)); });  // EXPECT: thread-per-item
        auto m = std::async(std::launch::async, [&] { return middle.smooth(cut(whole, third, 2 * third)); });  // EXPECT-ALT: thread-per-item
        auto r = std::async(std::launch::async, [&] { return right.smooth(cut(whole, 2 * third, whole.width)); });  // EXPECT-ALT: thread-per-item
        show(l.get(), m.get(), r.get());
    }
}
