package cn.ruhu.desktop.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The city's verification system as this program sees it: a batch goes there, a report comes back.
/// No public interface of it is known (DOMAIN §1.3), so [FileGateway] speaks by files a person
/// carries; another one takes its place when the city offers one. Calls touch the disk or a line:
/// work for the background. Thread-safe.
public interface EconomicVerificationGateway {
  /// Makes a batch ready to leave: nobody sees it yet.
  ///
  /// @param batch bytes of the package ([BatchPackage])
  /// @param name of the package, without any person's data
  /// @param folder where a person chose to have it
  Ready prepare(byte[] batch, String name, Path folder) throws IOException;

  /// A batch that can leave. Whoever holds it lets it leave or drops it.
  interface Ready {
    /// Hands it over; it is there whole or not at all.
    ///
    /// @return where it went
    Path leave() throws IOException;

    /// Takes away what was made ready; nothing of what left.
    void drop() throws IOException;
  }

  /// Fetches a report.
  ///
  /// @param at what a person chose: the table of the report
  /// @throws IOException when it cannot be read at all
  Delivery receive(Path at) throws IOException;

  /// A report as it came.
  ///
  /// @param mark tells this report from others: the beginning of the table's SHA-256
  /// @param cells of its table, row by row; empty when it is no table
  /// @param papers signed reports that came with it, by the application number in their name
  record Delivery(String mark, List<List<String>> cells, Map<String, Path> papers) {
    public Delivery {
      cells = List.copyOf(cells);
      papers = Map.copyOf(papers);
    }
  }
}
