// Pump.h: what main.cpp knows of Pump.cpp; no body can be seen from here.
#pragma once

class Pump {
public:
  void prime();
  int level() const;

private:
  void wait() const;
  int level_ = 0;
};
