package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.Test;

/// Sound over a line of our own: no machine of a build has a microphone.
class RecordingTest {
  /// So many samples are heard, then the microphone is pulled out.
  private record Tape(byte[] samples, int[] at) implements Sound.Microphone {
    @Override
    public int read(byte[] into) {
      int n = Math.min(into.length, samples.length - at[0]);
      if (n == 0) return -1;
      System.arraycopy(samples, at[0], into, 0, n);
      at[0] += n;
      return n;
    }

    @Override
    public void close() {}
  }

  private record Ear(ByteArrayOutputStream heard) implements Sound {
    @Override
    public Optional<Microphone> microphone() {
      return Optional.empty();
    }

    @Override
    public Optional<Speaker> speaker(AudioFormat format) {
      return Optional.of(
          new Speaker() {
            @Override
            public void write(byte[] samples, int length) {
              heard.write(samples, 0, length);
            }

            @Override
            public void drain() {}

            @Override
            public void close() {}
          });
    }
  }

  private static byte[] second() {
    var samples = new byte[32_000];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) (i * 7);
    return samples;
  }

  @Test
  void whatWasHeardIsHeardAgain() throws Exception {
    var recording = new Recording();
    byte[] wav = recording.record(new Tape(second(), new int[1])).orElseThrow();
    assertEquals(1, recording.seconds());
    assertEquals("RIFF", new String(wav, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
    var heard = new ByteArrayOutputStream();
    assertEquals(Recording.Played.HEARD, new Recording().play(new Ear(heard), wav));
    assertArrayEquals(second(), heard.toByteArray());
  }

  @Test
  void nothingHeardIsNoFile() throws Exception {
    assertEquals(Optional.empty(), new Recording().record(new Tape(new byte[0], new int[1])));
  }

  @Test
  void anotherKindOfFileAndAMachineWithoutALoudspeakerAreAnswers() throws Exception {
    byte[] mp3 = new byte[400];
    Arrays.fill(mp3, (byte) 0xFF);
    assertEquals(
        Recording.Played.UNKNOWN, new Recording().play(new Ear(new ByteArrayOutputStream()), mp3));
    byte[] wav = new Recording().record(new Tape(second(), new int[1])).orElseThrow();
    assertEquals(Recording.Played.SILENT, new Recording().play(Sound.none(), wav));
  }
}
