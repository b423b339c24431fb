package cn.ruhu.device.scan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Writes down what a source said: `came a.jpg`, `again b.jpg`, `EMPTY c.jpg`, `READY`.
final class Heard implements ScanListener {
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  final List<ScannedFile> files = new ArrayList<>();

  List<String> all() {
    var out = new ArrayList<String>();
    said.drainTo(out);
    return out;
  }

  @Override
  public void came(ScannedFile file) {
    files.add(file);
    said.add("came " + file.path().getFileName());
  }

  @Override
  public void again(Path path, String sha256) {
    said.add("again " + path.getFileName());
  }

  @Override
  public void trouble(ScanTrouble trouble) {
    said.add(trouble.kind() + " " + trouble.path().getFileName());
  }

  @Override
  public void changed(ScannerState state) {
    said.add(state.name());
  }
}
