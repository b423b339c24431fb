package cn.ruhu.server.s3;

import java.net.URI;
import java.util.Locale;

/// A bucket, or a part of one, and who we are to it.
///
/// @param endpoint `https://host` or `https://host:port`, without a path
/// @param region as signatures name it
/// @param bucketInHost whether the bucket is the first label of the host, else of the path
/// @param prefix of every object, empty or ending in `/`
/// @param secret key that signs; never told
public record S3Place(
    URI endpoint,
    String region,
    String bucket,
    boolean bucketInHost,
    String prefix,
    String accessKey,
    String secret) {

  /// Host, and port unless it is the scheme's own, as HTTP names it.
  String host() {
    String name = (bucketInHost ? bucket + "." : "") + endpoint.getHost();
    int own = endpoint.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    int port = endpoint.getPort();
    return port < 0 || port == own ? name : name + ":" + port;
  }

  /// Path of an object; of the bucket itself for an empty key.
  String path(String key) {
    String inside = key.isEmpty() ? "" : prefix + key;
    return (bucketInHost ? "/" : "/" + bucket + (inside.isEmpty() ? "" : "/")) + inside;
  }

  /// For logs and refusals: where, not who.
  @Override
  public String toString() {
    return endpoint + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
