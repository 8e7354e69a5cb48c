// RUN: %cotidy facts %s --dump -- -std=c++20 | %golden %s.json
// The facts of loops: their kinds, their bounds, and operations that know the innermost one.
int work(int);

int loops(const int (&table)[16], int n, const volatile bool &stop) {
  int sum = 0;
  for (int i = 0; i < 10; ++i)
    sum += work(i);
  for (int i = 0; i < n; ++i)
    sum += work(i);
  for (int value : table)
    sum += value;
  while (!stop)
    work(0);
  do {
    if (work(1))
      break;
  } while (true);
  return sum;
}
