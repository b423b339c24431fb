package cn.ruhu.survey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceFactory;

/// One form's media under one `jr://` root, for as long as the form is being parsed.
record MediaRoot(String prefix, Path folder) implements ReferenceFactory {
  @Override
  public boolean derives(String uri) {
    return uri.startsWith(prefix);
  }

  @Override
  public Reference derive(String uri) {
    return new Medium(uri, folder.resolve(uri.substring(prefix.length()).replace('/', '_')));
  }

  @Override
  public Reference derive(String uri, String context) {
    return derive(uri);
  }

  /// A file of the package, read only.
  private record Medium(String uri, Path file) implements Reference {
    @Override
    public boolean doesBinaryExist() {
      return Files.isRegularFile(file);
    }

    @Override
    public InputStream getStream() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public String getURI() {
      return uri;
    }

    @Override
    public String getLocalURI() {
      return file.toString();
    }

    @Override
    public boolean isReadOnly() {
      return true;
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException("media are read only");
    }

    @Override
    public void remove() {
      throw new UnsupportedOperationException("media are read only");
    }

    @Override
    public Reference[] probeAlternativeReferences() {
      return new Reference[0];
    }
  }
}
