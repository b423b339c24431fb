package cn.ruhu.wire;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a window asks of the district's knowledge by number, and hands in for it (DOMAIN C14): it
/// fetches a whole snapshot piece by piece, and tells of every query it made of one.
public final class Registry {
  /// Bytes of the table in one reply; only a table's last piece is shorter.
  public static final int PIECE = 1 << 20;

  /// Queries told of in one request.
  public static final int ASKED_MAX = 200;

  private Registry() {}

  /// One query a person made, without the number.
  ///
  /// @param no rising per person and machine, so that a query told of twice is noted once
  /// @param at device clock, milliseconds since 1970
  /// @param application whose household it was for, when there is one
  /// @param reason code of `registryReason` when there is no application
  /// @param snapshot that was asked
  /// @param known whether the number was in it
  public record RegistryQuery(
      long no,
      long at,
      @Nullable String application,
      @Nullable String reason,
      String snapshot,
      boolean known) {}

  /// What a window has and wants.
  ///
  /// @param have id of the snapshot of which it has pieces, null for none
  /// @param pieces how many of them, from the first; negative when no piece is wanted
  /// @param asked queries made since the last answer, oldest first
  public record SnapshotAsk(@Nullable String have, long pieces, List<RegistryQuery> asked) {
    public SnapshotAsk {
      asked = List.copyOf(asked);
    }
  }

  /// A snapshot of the district's knowledge by number.
  ///
  /// @param id 32 hex digits
  /// @param madeAt server clock, milliseconds since 1970: open cases are as of then
  /// @param asOf when the oldest list it is made of was taken in; 0 when there is none at all
  /// @param missing lists the district never took in: `PERSON`, `HOUSEHOLD`, `BENEFIT`, `OFFICIAL`
  /// @param salt hex, one for all numbers
  /// @param kib memory of one Argon2id
  /// @param passes of one Argon2id
  /// @param rows people in it
  /// @param sha256 of the table
  /// @param places codes facts name by position
  /// @param codes benefits and stages facts name by position
  public record SnapshotHead(
      String id,
      long madeAt,
      long asOf,
      Set<String> missing,
      String salt,
      int kib,
      int passes,
      long rows,
      String sha256,
      List<String> places,
      List<String> codes) {
    public SnapshotHead {
      missing = Collections.unmodifiableSet(new TreeSet<>(missing));
      places = List.copyOf(places);
      codes = List.copyOf(codes);
    }

    /// Pieces of the table.
    public long pieces() {
      return (rows * RegistryTable.ROW + PIECE - 1) / PIECE;
    }

    /// What one number costs.
    public PasswordHash.Cost cost() {
      return new PasswordHash.Cost(kib, passes, 1);
    }
  }

  /// The district's answer.
  ///
  /// @param noted highest [RegistryQuery#no] the district keeps of this person and machine
  /// @param head of the newest snapshot, null while none was made
  /// @param n number of the piece, when there is one
  /// @param piece of the newest snapshot's table, base64; null when the window has it whole
  public record SnapshotTold(
      long serverTime, long noted, @Nullable SnapshotHead head, long n, @Nullable String piece) {}
}
