package cn.ruhu.store;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.paper.DocumentNumber;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Application and document numbers out of this machine's block: the counter is on the disk before
/// the number is given, so no number is ever given twice, to whichever person of the machine. A
/// crash may skip one. Thread-safe.
final class Numbers {
  private final Path file;
  private final Disk disk;

  /// @param last given so far, by `block street year`, and by `block year word` for documents
  record Counters(Map<String, Integer> last) {}

  Numbers(Path home, Disk disk) {
    this.file = home.resolve("numbers");
    this.disk = disk;
  }

  /// @param known highest sequence seen in records for this block, street and year, 0 for none
  synchronized ApplicationNumber next(String block, String street, int year, int known)
      throws StoreException {
    var last =
        new TreeMap<>(SafeFile.read(file, Counters.class).map(Counters::last).orElse(Map.of()));
    String key = block + " " + street + " " + year;
    int next = Math.max(known, last.getOrDefault(key, 0)) + 1;
    if (next > ApplicationNumber.SEQUENCE_MAX)
      throw new StoreException(StoreException.Code.NUMBERS_USED_UP, key);
    ApplicationNumber number = ApplicationNumber.of(street, year, block, next);
    last.put(key, next);
    SafeFile.write(disk, file, new Counters(last));
    return number;
  }

  /// @param known highest sequence seen in the register for this block, word and year, 0 for none
  synchronized DocumentNumber nextDocument(String block, String word, int year, int known)
      throws StoreException {
    var last =
        new TreeMap<>(SafeFile.read(file, Counters.class).map(Counters::last).orElse(Map.of()));
    String key = block + " " + year + " " + word;
    int next = Math.max(known, last.getOrDefault(key, 0)) + 1;
    if (next > DocumentNumber.SEQUENCE_MAX)
      throw new StoreException(StoreException.Code.NUMBERS_USED_UP, key);
    last.put(key, next);
    SafeFile.write(disk, file, new Counters(last));
    return new DocumentNumber(word, year, block, next);
  }
}
