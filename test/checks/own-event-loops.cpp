// RUN: %check %s
// A loop that the program wrote itself, which waits for many descriptors and calls what was registered for each, is an event loop.
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

std::string recipe(const std::string &name) {
  std::ifstream in(name);
  std::string text;
  std::getline(in, text, '\0');
  return text;
}

// Callables by descriptor, and work that others post.
class Kitchen {
public:
  void watch(int door, std::function<void(unsigned)> handler) { handlers_[door] = std::move(handler); }
  void post(std::function<void()> work) { posted_.push_back(std::move(work)); }
  void run() {
    while (!closed_) {
      epoll_event ready[16];
      const int count = epoll_wait(epoll_, ready, 16, 1000);
      for (int i = 0; i < count; ++i) {
        const auto found = handlers_.find(ready[i].data.fd);
        if (found != handlers_.end()) found->second(ready[i].events);
      }
      std::vector<std::function<void()>> now;
      now.swap(posted_);
      for (auto &work : now) work();
    }
  }

private:
  int epoll_ = -1;
  bool closed_ = false;
  std::map<int, std::function<void(unsigned)>> handlers_;
  std::vector<std::function<void()>> posted_;
};

class Waiter {
public:
  explicit Waiter(Kitchen &kitchen) : kitchen_(kitchen) {}
  void serve(int door) {
    kitchen_.watch(door, [this, door](unsigned) {
      char order[64];
      const long length = read(door, order, sizeof order);
      if (length > 0) page_ = recipe(std::string(order, length));  // expect: blocking-file-io
    });
    kitchen_.post([] { std::this_thread::sleep_for(20ms); });  // expect: blocking-sleep
  }
  // Nobody gives this one to the loop.
  void prepare() { page_ = recipe("menu"); }

private:
  Kitchen &kitchen_;
  std::string page_;
};

// Objects with an interface, asked one by one; the loop and its turn are two functions.
struct Table {
  virtual ~Table() = default;
  virtual int bell() const = 0;
  virtual void ring() = 0;
};
class Hall {
public:
  void add(std::unique_ptr<Table> table) { tables_.push_back(std::move(table)); }
  void run() {
    for (;;) turn();
  }

private:
  void turn() {
    std::vector<pollfd> bells;
    for (auto &table : tables_) bells.push_back({table->bell(), POLLIN, 0});
    if (poll(bells.data(), bells.size(), -1) <= 0) return;
    for (std::size_t i = 0; i < bells.size(); ++i)
      if (bells[i].revents) tables_[i]->ring();
  }
  std::vector<std::unique_ptr<Table>> tables_;
};
class Corner : public Table {
public:
  int bell() const override { return bell_; }
  void ring() override { std::system("say hello"); }  // expect: blocking-process

private:
  int bell_ = -1;
};

// A channel for each connection; the handlers are its members, and the poller is another class.
class Channel {
public:
  explicit Channel(int socket) : socket_(socket) {}
  int socket() const { return socket_; }
  void onInput(std::function<void()> handler) { input_ = std::move(handler); }
  void handle() {
    if (input_) input_();
  }

private:
  int socket_;
  std::function<void()> input_;
};
class Poller {
public:
  void wait(std::vector<Channel *> &active) {
    epoll_event ready[16];
    const int count = epoll_wait(epoll_, ready, 16, -1);
    for (int i = 0; i < count; ++i) active.push_back(static_cast<Channel *>(ready[i].data.ptr));
  }

private:
  int epoll_ = -1;
};
class Exchange {
public:
  void loop() {
    while (!quit_) {
      active_.clear();
      poller_.wait(active_);
      for (Channel *channel : active_) channel->handle();
    }
  }

private:
  Poller poller_;
  bool quit_ = false;
  std::vector<Channel *> active_;
};
class Caller {
public:
  explicit Caller(int socket) : channel_(socket) {
    channel_.onInput([this] { hear(); });  // expect: blocking-file-io
  }

private:
  void hear() {
    const int guest = accept(channel_.socket(), nullptr, nullptr);
    char words[64];
    recv(guest, words, sizeof words, 0);  // the loop has said that there is something
    words_ = recipe(words);
  }
  Channel channel_;
  std::string words_;
};

// The set of select() is filled anew in each round.
class Guest {
public:
  int socket() const { return socket_; }
  void hear() { words_ = recipe("of the day"); }  // expect: blocking-file-io

private:
  int socket_ = -1;
  std::string words_;
};
class Inn {
public:
  void run() {
    while (open_) {
      fd_set set;
      FD_ZERO(&set);
      int last = 0;
      for (const auto &[number, guest] : guests_) {
        FD_SET(guest->socket(), &set);
        last = std::max(last, guest->socket());
      }
      if (select(last + 1, &set, nullptr, nullptr, nullptr) <= 0) continue;
      for (auto &[number, guest] : guests_)
        if (FD_ISSET(guest->socket(), &set)) guest->hear();
    }
  }

private:
  bool open_ = true;
  std::map<int, std::unique_ptr<Guest>> guests_;
};
class Doorman {
public:
  void onKnock(std::function<void()> handler) { handlers_.push_back(std::move(handler)); }
  void run() {
    while (open_) {
      fd_set set;
      FD_ZERO(&set);
      FD_SET(door_, &set);
      if (select(door_ + 1, &set, nullptr, nullptr, nullptr) <= 0) continue;
      for (auto &handler : handlers_) handler();
    }
  }

private:
  int door_ = -1;
  bool open_ = true;
  std::vector<std::function<void()>> handlers_;
};
void opensDoor(Doorman &doorman) {
  doorman.onKnock([] { std::this_thread::sleep_for(20ms); });
}

// A thread that reads one device, and one that wakes up for it or for its end, have nobody to hold up.
class Scale {
public:
  void onWeight(std::function<void(int)> handler) { handlers_.push_back(std::move(handler)); }
  ~Scale() {
    running_ = false;
    thread_.join();
  }
  void start() {
    thread_ = std::thread([this] { read(); });
  }

private:
  void read() {
    while (running_) {
      pollfd both[2] = {{device_, POLLIN, 0}, {end_, POLLIN, 0}};
      if (poll(both, 2, -1) <= 0) continue;
      for (auto &handler : handlers_) handler(1);
    }
  }
  int device_ = -1, end_ = -1;
  bool running_ = true;
  std::thread thread_;
  std::vector<std::function<void(int)>> handlers_;
};
void notesWeights(Scale &scale) {
  scale.onWeight([](int) { std::this_thread::sleep_for(20ms); });
}

// Nor has a thread that waits for many and calls the one that it was made for.
class Porter {
public:
  explicit Porter(std::function<void()> told) : told_(std::move(told)) {}
  void run() {
    epoll_event ready[8];
    while (epoll_wait(epoll_, ready, 8, -1) > 0) told_();
  }

private:
  int epoll_ = -1;
  std::function<void()> told_;
};
void tellsPorter() {
  Porter porter([] { std::this_thread::sleep_for(20ms); });
  porter.run();
}

// A queue of a worker that waits for nothing else.
class Cook {
public:
  void post(std::function<void()> dish) { dishes_.push_back(std::move(dish)); }
  void run() {
    while (!dishes_.empty()) {
      auto dish = std::move(dishes_.front());
      dishes_.pop_front();
      dish();
    }
  }

private:
  std::deque<std::function<void()>> dishes_;
};
void orders(Cook &cook) {
  cook.post([] { std::this_thread::sleep_for(20ms); });
}

// Who asks without waiting, or asks once, runs no loop.
void looksOnce(std::vector<std::function<void()>> &guests) {
  epoll_event ready[8];
  if (epoll_wait(0, ready, 8, 100) > 0)
    for (auto &guest : guests) guest();
}
void askGuests(std::vector<std::function<void()>> &guests) {
  guests.push_back([] { std::this_thread::sleep_for(20ms); });
  looksOnce(guests);
}
