package cn.ruhu.device.scan;

import java.time.Duration;
import java.util.OptionalInt;

/// How a job ended. Pages handed over before stay, whatever the reason.
///
/// @param pages handed over and kept
/// @param fed sides the device says went through, those inside of one document counted as the one
///   page they are handed over as; more than `pages` means that some are missing. Empty when the
///   device does not tell
/// @param retryAfter when [Why#BUSY]: until it may be asked again, else zero
public record ScanEnd(Why why, int pages, OptionalInt fed, Duration retryAfter) {
  /// Why. Names are stable; the words and what to do stand in the bundles.
  public enum Why {
    /// everything that lay there was scanned
    DONE(false),
    /// somebody asked to stop, here
    CANCELLED(true),
    /// somebody or something stopped it at the device: nobody here wanted it, and the rest of the
    /// stack lies there
    STOPPED_THERE(true),
    /// no paper lay in the feeder
    FEEDER_EMPTY(true),
    /// paper is stuck
    JAM(true),
    /// no sheet or two sheets were drawn in at once, or a sheet too long or too short
    MISPICK(true),
    /// a lid or a door is open
    COVER_OPEN(true),
    /// works for somebody else
    BUSY(true),
    /// it answered and then did not any more: switched off, cable, network
    VANISHED(true),
    /// nobody answers at the address
    ABSENT(false),
    /// it takes calls and does not answer within the deadline
    SILENT(true),
    /// a page had not one byte: a jam inside the page, as a rule
    PAGE_EMPTY(true),
    /// a page stopped before its end
    PAGE_CUT(true),
    /// a page larger than is taken
    PAGE_TOO_LARGE(false),
    /// the device gave the job up without saying why
    ABORTED(true),
    /// it cannot do these settings
    REFUSED(false),
    /// it asks for a password, or this user may not use it
    DENIED(false),
    /// its certificate is not known here; somebody has to look at the fingerprint
    UNTRUSTED(false),
    /// its certificate is another than the one that was agreed to
    CHANGED_KEY(false),
    /// it takes encrypted calls only
    SECURE_ONLY(false),
    /// it answers with what cannot be an answer
    REPLY(false),
    /// the program that drives it is missing or died
    PROGRAM(false),
    /// a page could not be kept: the disk is full, as a rule
    NOT_KEPT(true),
    /// more pages than one job may bring; the rest lies in the feeder
    TOO_MANY(true),
    /// out of order, by its own word
    FAULT(true);

    private final boolean goesOn;

    Why(boolean goesOn) {
      this.goesOn = goesOn;
    }

    /// Whether scanning may go on where it stopped, after a hand at the device.
    public boolean goesOn() {
      return goesOn;
    }
  }

  /// An end of which the device told no number of sides.
  public static ScanEnd of(Why why, int pages) {
    return new ScanEnd(why, pages, OptionalInt.empty(), Duration.ZERO);
  }

  /// Sides that went through and did not come, as far as the device tells.
  public int missing() {
    return Math.max(0, fed.orElse(pages) - pages);
  }
}
