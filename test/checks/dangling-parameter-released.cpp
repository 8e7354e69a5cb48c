// RUN: %check %s dangling-parameter
// What an owner gives away does not die with it.
#include <asio.hpp>
#include <memory>
#include <utility>

struct Parcel {
  char data[1500];
};

class Belt : public std::enable_shared_from_this<Belt> {
public:
  explicit Belt(asio::io_context &context) : socket_(context) {}
  void read(Parcel *parcel) {
    socket_.async_read_some(asio::buffer(parcel->data),
                            [self = shared_from_this(),
                             parcel = std::unique_ptr<Parcel>(parcel)](asio::error_code error, std::size_t) mutable {
                              if (!error) self->take(std::move(parcel));
                            });
  }
  void take(std::unique_ptr<Parcel> parcel) { read(parcel.release()); }
  void keep(std::unique_ptr<Parcel> parcel) {
    read(parcel.get());  // expect: dangling-parameter
  }

private:
  asio::ip::tcp::socket socket_;
};
