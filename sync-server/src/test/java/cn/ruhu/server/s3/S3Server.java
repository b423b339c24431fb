package cn.ruhu.server.s3;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// S3Proxy, a server that speaks S3 and checks every signature and the hash of every body, as a
/// process of its own on a folder of its own: one for all tests of a run.
public final class S3Server {
  static final String IDENTITY = "ruhu-test";
  static final String CREDENTIAL = "a secret of the test";
  private static final String VERSION = "4.1.0";
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final int port;
  private final Path folder;

  private S3Server(int port, Path folder) {
    this.port = port;
    this.folder = folder;
  }

  private static final class Holder {
    static final S3Server ONE = start();
  }

  public static S3Server one() {
    return Holder.ONE;
  }

  /// Where Maven laid it, else its repository.
  private static Path jar() {
    String name = "s3proxy-" + VERSION + "-jar-with-dependencies.jar";
    Path repository =
        Path.of(System.getProperty("user.home"), ".m2/repository/org/gaul/s3proxy", VERSION, name);
    return Stream.of(Path.of("target", name), repository)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is laid into target by Maven"));
  }

  private static S3Server start() {
    try {
      Path folder = Files.createTempDirectory("ruhu-s3");
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Path objects = Files.createDirectories(folder.resolve("objects"));
      Path conf =
          Files.writeString(
              folder.resolve("conf"),
              """
              s3proxy.endpoint=http://127.0.0.1:%d
              s3proxy.authorization=aws-v4
              s3proxy.identity=%s
              s3proxy.credential=%s
              jclouds.provider=filesystem-nio2
              jclouds.filesystem.basedir=%s
              """
                  .formatted(port, IDENTITY, CREDENTIAL, objects));
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-Xshare:auto",
                      "-Xmx256m",
                      "-jar",
                      jar().toString(),
                      "--properties",
                      conf.toString()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      while (!answers(port)) {
        if (!process.isAlive()) throw new AssertionError(Files.readString(folder.resolve("log")));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return new S3Server(port, objects);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /// An empty bucket nobody else has.
  public String bucket() {
    String name = "bucket-" + BUCKETS.incrementAndGet();
    try {
      Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return name;
  }

  /// Where an object lies on the store's own disk.
  public Path object(String bucket, String key) {
    return folder.resolve(bucket).resolve(key);
  }

  S3Place place(String bucket) {
    return place(bucket, port);
  }

  /// @param port of what stands between
  static S3Place place(String bucket, int port) {
    return new S3Place(
        URI.create("http://127.0.0.1:" + port),
        "us-east-1",
        bucket,
        false,
        "a/",
        IDENTITY,
        CREDENTIAL);
  }

  /// What a configuration says of it.
  public String[] lines(String bucket, Path secret) throws IOException {
    Files.writeString(secret, CREDENTIAL + "\n");
    Files.setPosixFilePermissions(
        secret, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    return new String[] {
      "files = s3",
      "files.endpoint = http://127.0.0.1:" + port,
      "files.bucket = " + bucket,
      "files.prefix = haidian",
      "files.access-key = " + IDENTITY,
      "files.secret-file = " + secret
    };
  }
}
