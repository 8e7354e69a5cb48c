// RUN: %check %s blocking-file-io
// What is compiled into a Qt program is no file on a disk.
struct QString {
  QString(const char *text);
  QString arg(const QString &value) const;
};
struct QIODevice {
  enum OpenModeFlag { ReadOnly = 1 };
};
struct QFile : QIODevice {
  explicit QFile(const QString &name);
  ~QFile();
  bool open(int mode);
  QString readAll();
};
struct QFileInfo {
  QFileInfo();
  explicit QFileInfo(const QString &name);
  bool exists() const;
  QString filePath() const;
};
struct QObject {
  template <class Signal, class Slot> static void connect(const QObject *, Signal, const QObject *, Slot &&);
};

class Menu : public QObject {
public:
  void chosen(int dish);
  void showPicture(int) {
    QFile picture(":/dishes/soup.svg");
    picture.open(QIODevice::ReadOnly);
  }
  void showRecipe(int dish) {
    QFileInfo recipe;
    if (dish == 0)
      recipe = QFileInfo(QString(":/recipes/%1.txt").arg("soup"));
    else
      recipe = QFileInfo(QString(":/recipes/old/%1.txt").arg("soup"));
    if (!recipe.exists()) return;
    QFile text(recipe.filePath());
    text.open(QIODevice::ReadOnly);
  }
  void showBill(int) {
    QFile bill("/var/bills/today");
    bill.open(QIODevice::ReadOnly);  // expect: blocking-file-io
  }
  void wire() {
    connect(this, &Menu::chosen, this, &Menu::showPicture);
    connect(this, &Menu::chosen, this, &Menu::showRecipe);
    connect(this, &Menu::chosen, this, &Menu::showBill);
  }
};
