package cn.ruhu.server.bundles;

import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.BundleWriter;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The files of a bundle while they are taken in: opened segment by segment, handed to the file
/// desk in parts from where it stands. What it has of a file that is cut counts. Not thread-safe.
final class TakingFiles {
  private final FileDesk desk;
  private final Caller author;
  private final byte[] workKey;
  private final Consumer<String> leaving;
  private final List<Bundles.FileReceipt> receipts = new ArrayList<>();
  private @Nullable Open now;
  private int seen;
  private int taken;
  private int known;
  private int left;

  /// A file whose segments come.
  private static final class Open {
    final int number;
    final BundleWriter.SealedFacts lies;
    final AtRest.FileFacts facts;
    final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    long offset;

    Open(int number, BundleWriter.SealedFacts lies, AtRest.FileFacts facts, long offset) {
      this.number = number;
      this.lies = lies;
      this.facts = facts;
      this.offset = offset;
    }

    long segments() {
      return AtRest.segments(lies.length());
    }

    UUID caseId() {
      return lies.caseId();
    }
  }

  /// number of the frame behind the last file, when its segments are not wanted
  private int passed;

  TakingFiles(FileDesk desk, Caller author, byte[] workKey, Consumer<String> leaving) {
    this.desk = desk;
    this.author = author;
    this.workKey = workKey;
    this.leaving = leaving;
  }

  int seen() {
    return seen;
  }

  int taken() {
    return taken;
  }

  int known() {
    return known;
  }

  int left() {
    return left;
  }

  List<Bundles.FileReceipt> receipts() {
    return List.copyOf(receipts);
  }

  void begin(int number, BundleWriter.SealedFacts file) throws StorageException, IOException {
    end();
    seen++;
    if (file.length() < 0 || file.length() > Protocol.FILE_BYTES_MAX) {
      leave("TOO_LARGE");
      return;
    }
    passed = number + 1 + (int) AtRest.segments(file.length());
    AtRest.FileFacts facts;
    try {
      byte[] aad = AtRest.file(file.name(), file.caseId(), null);
      facts = AtRest.FileFacts.of(Aead.open(workKey, aad, file.sealed()));
    } catch (WireException e) {
      leave("ALTERED");
      return;
    }
    switch (desk.standing(author, facts.address(), file.caseId())) {
      case Answer.Refused<FileDesk.Standing> _ -> leave("CASE");
      case Answer.Given<FileDesk.Standing>(FileDesk.Standing there) -> {
        if (there.complete()) {
          known++;
          held(file.caseId(), facts);
        } else {
          now = new Open(number, file, facts, there.offset());
        }
      }
    }
  }

  private void held(UUID caseId, AtRest.FileFacts facts) {
    receipts.add(new Bundles.FileReceipt(caseId, facts.address().text()));
  }

  private void leave(String why) {
    left++;
    leaving.accept(why);
    now = null;
  }

  void segment(int number, byte[] sealed) throws StorageException, IOException {
    Open f = now;
    if (f == null) return;
    long index = number - f.number - 1L;
    if (index < 0 || index >= f.segments()) return;
    boolean last = index == f.segments() - 1;
    byte[] plain;
    try {
      plain = Aead.open(f.facts.key(), AtRest.segment(f.lies.name(), index, last), sealed);
    } catch (WireException e) {
      leave("ALTERED");
      return;
    }
    long here = f.offset + f.waiting.size();
    long begins = index * AtRest.SEGMENT;
    if (begins > here) {
      leave("MISSING");
      return;
    }
    int skip = (int) Math.min(plain.length, here - begins);
    f.waiting.write(plain, skip, plain.length - skip);
    if (last || f.waiting.size() + AtRest.SEGMENT > Protocol.FILE_PART_MAX) send(f, last);
  }

  private void send(Open f, boolean last) throws StorageException, IOException {
    byte[] part = f.waiting.toByteArray();
    f.waiting.reset();
    var as = new FileDesk.Part(f.caseId(), f.offset, f.lies.length(), last);
    switch (desk.append(author, f.facts.address(), as, new ByteArrayInputStream(part), _ -> true)) {
      case Answer.Given<FileDesk.Standing>(FileDesk.Standing there) -> {
        f.offset = there.offset();
        if (!there.complete()) return;
        taken++;
        held(f.caseId(), f.facts);
        now = null;
      }
      case Answer.Refused<FileDesk.Standing>(Refusal refusal) -> leave(refusal.code());
    }
  }

  /// A frame that does not open: a segment of the file at hand, or a file of its own.
  void damaged(BundleFrames.Kind kind, int number) throws StorageException, IOException {
    if (kind == BundleFrames.Kind.FILE) {
      end();
      seen++;
      left++;
    } else if (kind == BundleFrames.Kind.SEGMENT && now != null && number > now.number) {
      left++;
      now = null;
    }
  }

  /// No more of the file at hand comes.
  void end() throws StorageException, IOException {
    Open f = now;
    if (f == null) return;
    if (f.waiting.size() > 0) send(f, false);
    if (now != null) leave("MISSING");
  }

  /// More of the file at hand comes with the next piece.
  ///
  /// @return the frame to go on with, 0 when that is the next one
  int pause() throws StorageException, IOException {
    Open f = now;
    if (f != null && f.waiting.size() > 0) send(f, false);
    if (now == null) return passed;
    return (int) (now.number + 1 + now.offset / AtRest.SEGMENT);
  }
}
