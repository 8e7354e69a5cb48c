// CASE: a job of the stage hands asks the tray for a slide, which gives the same hands a job, and waits for it
// TU-SET: bad.cpp tray.cpp
#include "tray.hpp"

class lantern {
public:
    std::future<slide> show(double at) {
        auto tray = tray_;
        auto load = [at, tray] {
            auto light = tray->load(at).get();  // EXPECT: pool-self-wait
            if (light)
                return slide{at, light};
            return slide{};
        };
        return stage_hands::instance().post(load);
    }

private:
    std::shared_ptr<slide_tray> tray_;
};
