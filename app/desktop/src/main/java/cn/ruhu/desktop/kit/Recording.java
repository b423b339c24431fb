package cn.ruhu.desktop.kit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Sound being recorded or played, on a thread of its own until it ends or is stopped. Thread-safe
/// apart from [#record] and [#play], which run on that thread.
public final class Recording {
  /// longest recording; then it ends by itself and is kept
  public static final int SECONDS_MAX = 30 * 60;

  private static final int BYTES_A_SECOND =
      (int) (Sound.SPEECH.getFrameRate() * Sound.SPEECH.getFrameSize());
  private static final int BUFFER = 3_200;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger bytes = new AtomicInteger();
  private volatile Runnable close = () -> {};

  /// Seconds recorded so far.
  public int seconds() {
    return bytes.get() / BYTES_A_SECOND;
  }

  /// Ends it; what was recorded until now is kept.
  public void stop() {
    stopped.set(true);
    close.run();
  }

  /// Records until it is stopped, the longest time is over or the microphone is gone. Blocks.
  ///
  /// @return a WAV file; empty when nothing was heard
  public Optional<byte[]> record(Sound.Microphone microphone) throws IOException {
    var heard = new ByteArrayOutputStream();
    close = microphone::close;
    try (microphone) {
      var buffer = new byte[BUFFER];
      while (!stopped.get() && seconds() < SECONDS_MAX) {
        int n = microphone.read(buffer);
        if (n < 0) break;
        heard.write(buffer, 0, n);
        bytes.addAndGet(n);
      }
    }
    return heard.size() == 0 ? Optional.empty() : Optional.of(wav(heard.toByteArray()));
  }

  private static byte[] wav(byte[] samples) throws IOException {
    var file = new ByteArrayOutputStream(samples.length + 64);
    long frames = samples.length / Sound.SPEECH.getFrameSize();
    try (var in = new AudioInputStream(new ByteArrayInputStream(samples), Sound.SPEECH, frames)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file);
    }
    return file.toByteArray();
  }

  /// What came of playing.
  public enum Played {
    /// heard to its end, or stopped
    HEARD,
    /// no kind of file this machine can play
    UNKNOWN,
    /// there is no loudspeaker
    SILENT
  }

  /// Plays a kept file until its end or until it is stopped. Blocks.
  public Played play(Sound sound, byte[] file) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      AudioFormat format = in.getFormat();
      Optional<Sound.Speaker> speaker = sound.speaker(format);
      if (speaker.isEmpty()) return Played.SILENT;
      close = speaker.get()::close;
      try (Sound.Speaker out = speaker.get()) {
        var buffer = new byte[BUFFER * Math.max(1, format.getFrameSize())];
        int n = in.read(buffer);
        while (n >= 0 && !stopped.get()) {
          out.write(buffer, n);
          n = in.read(buffer);
        }
        if (!stopped.get()) out.drain();
      }
      return Played.HEARD;
    } catch (UnsupportedAudioFileException _) {
      return Played.UNKNOWN;
    }
  }
}
