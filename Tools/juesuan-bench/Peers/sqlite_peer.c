// The same workload through SQLite's C API: append, import, rebuild, audit queries, checks.
//
//   cc -O2 -o sqlite_peer sqlite_peer.c -lsqlite3 [-DWITH_CHAIN -lcrypto]
//   sqlite_peer append  CSV DB BATCH   rows behind the prologue, BATCH rows a transaction
//   sqlite_peer import  CSV DB         one transaction, then the indexes and a WAL checkpoint
//   sqlite_peer chain   CSV DB         as import, with a SHA-256 chain beside every row
//   sqlite_peer rebuild DB             five sums by GROUP BY
//   sqlite_peer query   DB             audit queries, the median of each kind
//   sqlite_peer check   DB             PRAGMA integrity_check
//   sqlite_peer walk    DB             recompute the chain
//
// WAL, synchronous=FULL, and the six indexes an auditor needs. Answers are lines "NAME VALUE":
// nanoseconds, events a second, bytes, or sums to be compared with the control totals.
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#ifdef WITH_CHAIN
#include <openssl/sha.h>
#endif

enum { DATE, KIND, YEAR, SOURCE, FUNCTION, ECONOMIC, NATURE, PROJECT, AMOUNT, DOCUMENT, PAYEE, MEMO, ACTOR, KEY, FIELDS };

typedef struct { char *field[FIELDS]; } row;

static sqlite3 *db;
static row *rows;
static long row_count, prologue_count;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void ok(int code, const char *what) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
  exit(70);
}

static void run(const char *sql) { ok(sqlite3_exec(db, sql, 0, 0, 0), sql); }

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  ok(sqlite3_prepare_v2(db, sql, -1, &statement, 0), sql);
  return statement;
}

static int by_size(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return (a > b) - (a < b);
}

static int64_t quantile(int64_t *samples, long count, int percent) {
  qsort(samples, count, sizeof *samples, by_size);
  long index = count * percent / 100;
  return samples[index < count ? index : count - 1];
}

static void read_rows(const char *path) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status)) { perror(path); exit(74); }
  char *text = malloc(status.st_size + 1);
  if (fread(text, 1, status.st_size, file) != (size_t)status.st_size) { perror(path); exit(74); }
  fclose(file);
  text[status.st_size] = 0;
  long room = 1 << 16;
  rows = malloc(room * sizeof *rows);
  char *at = strchr(text, '\n') + 1;
  while (*at) {
    if (row_count == room) rows = realloc(rows, (room *= 2) * sizeof *rows);
    row *one = &rows[row_count++];
    for (int i = 0; i < FIELDS; i++) {
      one->field[i] = at;
      while (*at != ',' && *at != '\n') at++;
      *at++ = 0;
    }
    prologue_count += one->field[KEY][0] == 'P';
  }
}

static int64_t fen(const char *yuan) {
  int64_t value = 0;
  for (; *yuan; yuan++) if (*yuan != '.') value = value * 10 + *yuan - '0';
  return value;
}

// The workload's own clock: evenly over 2021 to 2025, in Beijing time.
static void recorded(long index, char text[80]) {
  int64_t ms = 1826LL * 86400000 * index / row_count;
  time_t seconds = 1609459200 + ms / 1000;
  struct tm t;
  gmtime_r(&seconds, &t);
  snprintf(text, 80, "%04d-%02d-%02dT%02d:%02d:%02d.%03d+08:00", (t.tm_year + 1900) % 10000, t.tm_mon + 1,
           t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, (int)(ms % 1000));
}

static unsigned char head[32];

#ifdef WITH_CHAIN
static void extend(const void *text, size_t length) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, head, 32);
  SHA256_Update(&context, text, length);
  SHA256_Final(head, &context);
}
#endif

static int as_line(char *line, size_t room, int64_t seq, const char *kind, const char *unit, int64_t year,
                   const char *eff, const char *rec, const char *actor, int64_t function, int64_t economic,
                   const char *nature, const char *project, const char *fund, int64_t amount, const char *memo,
                   const char *doc, int64_t ref) {
  return snprintf(line, room,
                  "{\"seq\":%lld,\"kind\":\"%s\",\"unit\":\"%s\",\"fy\":%lld,\"eff\":\"%s\",\"rec\":\"%s\",\"actor\":\"%s\","
                  "\"func\":\"%lld\",\"econ\":\"%lld\",\"nature\":\"%s\",\"project\":\"%s\",\"fund\":\"%s\",\"amount\":%lld,"
                  "\"memo\":\"%s\",\"doc\":\"%s\",\"ref\":%lld}",
                  (long long)seq, kind, unit, (long long)year, eff, rec, actor, (long long)function, (long long)economic,
                  nature, project ? project : "", fund, (long long)amount, memo, doc, (long long)ref);
}

static void text_or_null(sqlite3_stmt *s, int column, const char *text) {
  if (text && *text) sqlite3_bind_text(s, column, text, -1, SQLITE_STATIC); else sqlite3_bind_null(s, column);
}

static void insert(sqlite3_stmt *s, long index, int chained) {
  char **f = rows[index].field, rec[80];
  recorded(index, rec);
  int negative = !strcmp(f[KIND], "refund") || !strcmp(f[KIND], "reduction");
  int64_t amount = fen(f[AMOUNT]) * (negative ? -1 : 1), ref = 0;
  const char *mark = strstr(f[MEMO], "序号");
  if (mark && mark - f[MEMO] == 6) ref = prologue_count + atol(mark + 6);
  sqlite3_bind_int64(s, 1, index + 1);
  text_or_null(s, 2, f[KIND]);
  text_or_null(s, 3, f[PAYEE]);
  sqlite3_bind_int64(s, 4, atol(f[YEAR]));
  text_or_null(s, 5, f[DATE]);
  sqlite3_bind_text(s, 6, rec, -1, SQLITE_STATIC);
  text_or_null(s, 7, f[ACTOR]);
  sqlite3_bind_int64(s, 8, atol(f[FUNCTION]));
  if (*f[ECONOMIC]) sqlite3_bind_int64(s, 9, atol(f[ECONOMIC])); else sqlite3_bind_null(s, 9);
  text_or_null(s, 10, f[NATURE]);
  text_or_null(s, 11, f[PROJECT]);
  text_or_null(s, 12, f[SOURCE]);
  sqlite3_bind_int64(s, 13, amount);
  text_or_null(s, 14, f[MEMO]);
  text_or_null(s, 15, f[DOCUMENT]);
  if (ref) sqlite3_bind_int64(s, 16, ref); else sqlite3_bind_null(s, 16);
#ifdef WITH_CHAIN
  if (chained) {
    char line[2048];
    extend(line, as_line(line, sizeof line, index + 1, f[KIND], f[PAYEE], atol(f[YEAR]), f[DATE], rec, f[ACTOR],
                         atol(f[FUNCTION]), atol(f[ECONOMIC]), f[NATURE], f[PROJECT], f[SOURCE], amount, f[MEMO],
                         f[DOCUMENT], ref));
    sqlite3_bind_blob(s, 17, head, 32, SQLITE_TRANSIENT);
  }
#else
  (void)chained;
#endif
  ok(sqlite3_step(s), "insert");
  sqlite3_reset(s);
}

static void make_table(int chained) {
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  char sql[512];
  snprintf(sql, sizeof sql,
           "CREATE TABLE ev(seq INTEGER PRIMARY KEY, kind TEXT, unit TEXT, fy INTEGER, eff TEXT, rec TEXT, actor TEXT,"
           " func INTEGER, econ INTEGER, nature TEXT, project TEXT, fund TEXT, amount INTEGER, memo TEXT, doc TEXT,"
           " ref INTEGER%s)", chained ? ", hash BLOB" : "");
  run(sql);
}

static const char *const indexes =
    "CREATE INDEX ev_actor ON ev(actor, rec);"
    "CREATE INDEX ev_eff ON ev(eff);"
    "CREATE INDEX ev_line ON ev(fy, fund, func, nature, project);"
    "CREATE INDEX ev_doc ON ev(doc);"
    "CREATE INDEX ev_asof ON ev(fund, fy, func, rec, amount, kind);"
    "CREATE INDEX ev_ref ON ev(ref) WHERE ref IS NOT NULL;";

static sqlite3_stmt *inserter(int chained) {
  return prepare(chained ? "INSERT INTO ev VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
                         : "INSERT INTO ev VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
}

static void append(const char *csv, const char *path, long batch) {
  read_rows(csv);
  ok(sqlite3_open(path, &db), path);
  make_table(0);
  run(indexes);
  sqlite3_stmt *s = inserter(0), *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
  run("BEGIN");
  for (long i = 0; i < prologue_count; i++) insert(s, i, 0);
  run("COMMIT");
  int64_t *commits = malloc((row_count + 1) * sizeof *commits), start = now();
  long count = 0;
  for (long i = prologue_count; i < row_count;) {
    int64_t one = now();
    ok(sqlite3_step(begin), "begin");
    sqlite3_reset(begin);
    for (long k = 0; k < batch && i < row_count; k++, i++) insert(s, i, 0);
    ok(sqlite3_step(commit), "commit");
    sqlite3_reset(commit);
    commits[count++] = now() - one;
  }
  int64_t whole = now() - start;
  printf("rate %lld\n", (long long)((row_count - prologue_count) * 1000000000LL / whole));
  printf("p50 %lld\np99 %lld\n", (long long)quantile(commits, count, 50), (long long)quantile(commits, count, 99));
}

static void import(const char *csv, const char *path, int chained) {
  int64_t start = now();
  read_rows(csv);
  ok(sqlite3_open(path, &db), path);
  make_table(chained);
  run("BEGIN");
  sqlite3_stmt *s = inserter(chained);
  for (long i = 0; i < row_count; i++) insert(s, i, chained);
  run("COMMIT");
  sqlite3_finalize(s);
  run(indexes);
  run("PRAGMA wal_checkpoint(TRUNCATE)");
  printf("time %lld\n", (long long)(now() - start));
  sqlite3_close(db);
  struct stat status;
  stat(path, &status);
  printf("bytes_an_event %lld\n", (long long)status.st_size / row_count);
}

#define SPENT "kind IN('expenditure','refund')"
#define GRANTED "kind IN('appropriation','supplement','reduction')"

static void rebuild(void) {
  static const char *const sums[] = {
      "SELECT fy,func,econ,nature,sum(amount),count(*) FROM ev WHERE " SPENT " GROUP BY 1,2,3,4",
      "SELECT fy,func,nature,sum(amount),count(*) FROM ev WHERE " SPENT " GROUP BY 1,2,3",
      "SELECT fy,econ,nature,sum(amount),count(*) FROM ev WHERE " SPENT " GROUP BY 1,2,3",
      "SELECT fy,fund,func,nature,ifnull(project,'-'),sum(CASE WHEN " GRANTED " THEN amount WHEN " SPENT
      " THEN -amount ELSE 0 END),count(*) FROM ev GROUP BY 1,2,3,4,5",
      "SELECT fy,substr(eff,6,2),unit,sum(amount),count(*) FROM ev WHERE " SPENT " GROUP BY 1,2,3"};
  int64_t start = now(), total[6] = {0};
  long keys = 0;
  for (int i = 0; i < 5; i++) {
    sqlite3_stmt *s = prepare(sums[i]);
    int columns = sqlite3_column_count(s);
    while (sqlite3_step(s) == SQLITE_ROW) {
      int64_t amount = sqlite3_column_int64(s, columns - 2);
      if (i == 0) { keys++; total[sqlite3_column_int(s, 0) - 2020] += amount; }
    }
    sqlite3_finalize(s);
  }
  printf("time %lld\nkeys %ld\n", (long long)(now() - start), keys);
  for (int i = 1; i < 6; i++) printf("spent_%d %lld\n", 2020 + i, (long long)total[i]);
}

static uint64_t state = 42;
static uint64_t draw(void) {
  state += 0x9E3779B97F4A7C15ull;
  uint64_t z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ z >> 27) * 0x94D049BB133111EBull;
  return z ^ z >> 31;
}

static void query(void) {
  enum { ASKED = 1000 };
  static const struct { const char *name, *sql; } questions[] = {
      {"actor", "SELECT * FROM ev WHERE actor=?1 AND rec<=?2 AND rec>=?3 ORDER BY rec DESC LIMIT 100"},
      {"line", "SELECT * FROM ev WHERE fy=?1 AND fund=?2 AND func=?3 AND nature=?4 AND project IS ?5"},
      {"day", "SELECT * FROM ev WHERE eff=?1"},
      {"document", "SELECT * FROM ev WHERE doc=?1"},
      {"asof", "SELECT sum(amount) FROM ev WHERE fund=?1 AND fy=?2 AND func=?3 AND rec<=?4 AND " SPENT},
      {"ref", "SELECT * FROM ev WHERE ref=?1"},
      {"position", "SELECT * FROM ev WHERE seq=?1"}};
  sqlite3_stmt *s = prepare("SELECT max(seq) FROM ev"), *pick = prepare("SELECT * FROM ev WHERE seq=?1");
  sqlite3_step(s);
  int64_t last = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  s = prepare("SELECT count(*) FROM ev WHERE unit IS NULL");  // the prologue names no unit
  sqlite3_step(s);
  int64_t first = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  // What was taken back or corrected; ours too are asked only about such entries.
  int64_t *targets = NULL, target_count = 0;
  s = prepare("SELECT DISTINCT ref FROM ev WHERE ref IS NOT NULL");
  while (sqlite3_step(s) == SQLITE_ROW) {
    if ((target_count & (target_count - 1)) == 0)
      targets = realloc(targets, 2 * (target_count + 1) * sizeof *targets);
    if (!targets) exit(74);
    targets[target_count++] = sqlite3_column_int64(s, 0);
  }
  sqlite3_finalize(s);
  if (!target_count) exit(74);
  for (int q = 0; q < 7; q++) {
    int64_t times[ASKED];
    s = prepare(questions[q].sql);
    for (int i = 0; i < ASKED; i++) {
      int64_t drawn = 1 + first + draw() % (last - first);
      // An event that is asked for by its number is not read before.
      sqlite3_bind_int64(pick, 1, q < 5 ? drawn : 1 + first);
      sqlite3_step(pick);
      char month[32];
      const char *rec = (const char *)sqlite3_column_text(pick, 5);
      strcpy(month, rec);
      int number = atoi(rec + 5) - 1;
      snprintf(month + 5, 3, "%02d", number < 1 ? 1 : number % 100);
      month[7] = '-';
#define GIVE(column, from) sqlite3_bind_value(s, column, sqlite3_column_value(pick, from))
      int64_t start = now();
      switch (q) {
        case 0: GIVE(1, 6); GIVE(2, 5); sqlite3_bind_text(s, 3, month, -1, SQLITE_STATIC); break;
        case 1: GIVE(1, 3); GIVE(2, 11); GIVE(3, 7); GIVE(4, 9); GIVE(5, 10); break;
        case 2: GIVE(1, 4); break;
        case 3: GIVE(1, 14); break;
        case 4: GIVE(1, 11); GIVE(2, 3); GIVE(3, 7); GIVE(4, 5); break;
        case 5: sqlite3_bind_int64(s, 1, targets[drawn % target_count]); break;
        default: sqlite3_bind_int64(s, 1, drawn);
      }
      int columns = sqlite3_column_count(s);
      while (sqlite3_step(s) == SQLITE_ROW)
        for (int k = 0; k < columns; k++) { volatile int size = sqlite3_column_bytes(s, k); (void)size; }
      sqlite3_reset(s);
      times[i] = now() - start;
      sqlite3_reset(pick);
    }
    printf("%s %lld\n", questions[q].name, (long long)quantile(times, ASKED, 50));
    sqlite3_finalize(s);
  }
}

static void check(void) {
  int64_t start = now();
  sqlite3_stmt *s = prepare("PRAGMA integrity_check");
  sqlite3_step(s);
  if (strcmp((const char *)sqlite3_column_text(s, 0), "ok")) exit(74);
  printf("time %lld\n", (long long)(now() - start));
}

static void walk(void) {
#ifdef WITH_CHAIN
  int64_t start = now();
  sqlite3_stmt *s = prepare("SELECT * FROM ev ORDER BY seq");
  while (sqlite3_step(s) == SQLITE_ROW) {
#define TEXT(column) (sqlite3_column_text(s, column) ? (const char *)sqlite3_column_text(s, column) : "")
    char line[2048];
    extend(line, as_line(line, sizeof line, sqlite3_column_int64(s, 0), TEXT(1), TEXT(2), sqlite3_column_int64(s, 3),
                         TEXT(4), TEXT(5), TEXT(6), sqlite3_column_int64(s, 7), sqlite3_column_int64(s, 8), TEXT(9),
                         TEXT(10), TEXT(11), sqlite3_column_int64(s, 12), TEXT(13), TEXT(14),
                         sqlite3_column_int64(s, 15)));
    if (sqlite3_column_bytes(s, 16) != 32 || memcmp(head, sqlite3_column_blob(s, 16), 32)) exit(74);
  }
  printf("time %lld\n", (long long)(now() - start));
#endif
}

int main(int count, char **words) {
  if (count < 3) { fprintf(stderr, "see the head of sqlite_peer.c\n"); return 64; }
  const char *mode = words[1];
  if (!strcmp(mode, "append") && count == 5) append(words[2], words[3], atol(words[4]));
  else if (!strcmp(mode, "import") && count == 4) import(words[2], words[3], 0);
  else if (!strcmp(mode, "chain") && count == 4) import(words[2], words[3], 1);
  else {
    ok(sqlite3_open_v2(words[2], &db, SQLITE_OPEN_READWRITE, 0), words[2]);
    if (!strcmp(mode, "rebuild")) rebuild();
    else if (!strcmp(mode, "query")) query();
    else if (!strcmp(mode, "check")) check();
    else if (!strcmp(mode, "walk")) walk();
    else return 64;
  }
  return 0;
}
