package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files that come from the district, piece by piece: a page somebody waits for before
/// everything else; published forms and pages that would be good to have at the end of a round. A
/// file that does not come, or comes damaged, delays nothing: nothing of it is kept, and pieces
/// that came are not asked for twice.
final class Fetches {
  /// Bytes of one file; a page is never longer, and it lies in memory until it is whole.
  static final long LENGTH_MAX = 200L << 20;

  private final SyncStore store;
  private final Wishes wishes;
  private final Map<String, Pieces> begun = new HashMap<>();
  private final Set<String> forms = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private final Set<String> aside = new HashSet<>();
  private boolean rests; // the pages, after one that got no answer
  private @Nullable Trouble trouble;

  /// What is here of a file.
  private static final class Pieces {
    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    void add(byte[] piece) {
      pieces.add(piece);
      size += piece.length;
    }

    InputStream stream() {
      return new SequenceInputStream(
          Collections.enumeration(pieces.stream().map(ByteArrayInputStream::new).toList()));
    }
  }

  Fetches(SyncStore store, Wishes wishes) {
    this.store = store;
    this.wishes = wishes;
  }

  /// A round begins.
  void begin() {
    left.clear();
    trouble = null;
    begun.keySet().removeIf(a -> !wishes.wants(a) && !forms.contains(a));
  }

  /// Whoever waits is served again, though the last try failed.
  void again() {
    aside.clear();
    rests = false;
  }

  /// The next piece of a page somebody waits for. After a page that got no answer there is none
  /// until the rest of the round got through: a page must not keep work from being sent.
  Optional<Step.Send> urgent() {
    return rests ? Optional.empty() : wishes.nextUrgent(aside).map(this::step);
  }

  /// Next piece at the end of a round, or empty when every file had its turn. A dead line costs one
  /// try of the pages that would be good to have, not one for each; a form that gets no answer
  /// costs them none.
  Optional<Step.Send> next() throws StoreException {
    List<SyncStore.WantedFile> published = store.wanted();
    forms.clear();
    published.forEach(f -> forms.add(f.address()));
    return published.stream()
        .filter(f -> !left.contains(f.address()))
        .findFirst()
        .or(() -> rests ? Optional.empty() : wishes.nextQuiet(aside))
        .map(this::step);
  }

  private Step.Send step(SyncStore.WantedFile file) {
    Pieces here = begun.get(file.address());
    return new Step.FileGet(file, here == null ? 0 : here.size);
  }

  /// Bytes came; the file is kept when they are the last and the whole has its hash.
  void got(Step.FileGet step, Answer.FileContent content) {
    String address = step.file().address();
    boolean form = forms.contains(address);
    if (content.length() > LENGTH_MAX) {
      failed(step, "TOO_LARGE");
      return;
    }
    if (!form && !wishes.affords(address, content.length())) {
      begun.remove(address);
      return;
    }
    Pieces here = begun.computeIfAbsent(address, _ -> new Pieces());
    here.add(content.bytes());
    if (!content.last()) {
      if (!form) wishes.coming(address, here.size, content.length());
      return;
    }
    keep(step, here.stream());
  }

  /// A disk without room for a page must not keep work from being sent. What came stays then, so
  /// that the next try asks for nothing twice.
  private void keep(Step.FileGet step, InputStream content) {
    String address = step.file().address();
    try {
      switch (store.fetched(step.file(), content)) {
        case OTHER_BYTES -> failed(step, "FILE_HASH");
        case NO_SCOPE -> failed(step, "SCOPE");
        case KEPT -> {
          begun.remove(address);
          if (forms.contains(address)) left.add(address);
          else wishes.settled(address, Fetch.State.HERE);
        }
      }
    } catch (StoreException e) {
      unanswered(step, new Trouble(Trouble.Kind.STORAGE, e.code().name()));
    }
  }

  /// The server's word that these bytes are not to be had; they are given up.
  void failed(Step.FileGet step, String code) {
    String address = step.file().address();
    begun.remove(address);
    if (forms.contains(address)) {
      formFailed(address, code);
      return;
    }
    switch (code) {
      case "FILE_HASH" -> wishes.settled(address, Fetch.State.DAMAGED);
      case "TOO_LARGE" -> wishes.settled(address, Fetch.State.TOO_LARGE);
      case "FILE", "SCOPE" -> wishes.settled(address, Fetch.State.ABSENT);
      default -> later(address, new Trouble(Trouble.Kind.FILE, code));
    }
  }

  /// No answer that may be believed: what came before stays, and it goes on from there.
  void unanswered(Step.FileGet step, Trouble why) {
    String address = step.file().address();
    if (forms.contains(address)) {
      formFailed(address, why.kind().name());
      return;
    }
    rests = true;
    later(address, why);
  }

  private void formFailed(String address, String code) {
    if (trouble == null) trouble = new Trouble(Trouble.Kind.FILE, code);
    left.add(address);
  }

  private void later(String address, Trouble why) {
    aside.add(address);
    wishes.later(address, why);
  }

  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
