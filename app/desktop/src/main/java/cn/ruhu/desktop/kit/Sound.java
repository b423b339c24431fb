package cn.ruhu.desktop.kit;

import java.util.Optional;
import javax.sound.sampled.AudioFormat;

/// What this machine hears and says. A microphone may be missing, be plugged in later or belong to
/// another program: then there is none now, which is an answer and no failure. May be used from any
/// thread; what it hands out belongs to one thread.
public interface Sound {
  /// What is recorded: speech, 16,000 samples a second of 16 bits, one channel; 1.9 MB a minute.
  AudioFormat SPEECH = new AudioFormat(16_000, 16, 1, true, false);

  /// An open microphone.
  interface Microphone extends AutoCloseable {
    /// Waits for samples of [Sound#SPEECH].
    ///
    /// @return bytes read, whole samples; -1 when the microphone is gone
    int read(byte[] into);

    /// Lets it go; a read that waits ends.
    @Override
    void close();
  }

  /// An open loudspeaker.
  interface Speaker extends AutoCloseable {
    /// Says samples in the format it was opened for; waits while it is still busy with others.
    void write(byte[] samples, int length);

    /// Waits until everything was heard.
    void drain();

    /// Falls silent at once.
    @Override
    void close();
  }

  /// Opens the microphone; empty when there is none or another program has it.
  Optional<Microphone> microphone();

  /// Opens the loudspeaker for samples of this format; empty when there is none for it.
  Optional<Speaker> speaker(AudioFormat format);

  /// The machine's own.
  static Sound machine() {
    return new MachineSound();
  }

  /// A machine without either.
  static Sound none() {
    return new Sound() {
      @Override
      public Optional<Microphone> microphone() {
        return Optional.empty();
      }

      @Override
      public Optional<Speaker> speaker(AudioFormat format) {
        return Optional.empty();
      }
    };
  }
}
