package cn.ruhu.server.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.Hashes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The four examples of "Signature Calculations for the Authorization Header: Transferring Payload
/// in a Single Chunk" (Amazon S3 API reference).
class S3SignerTest {
  private static final Instant THEN = Instant.parse("2013-05-24T00:00:00Z");
  private static final S3Signer SIGNER =
      new S3Signer("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static String signature(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    var all = new HashMap<>(headers);
    all.put("host", "examplebucket.s3.amazonaws.com");
    String hash = Hashes.sha256Hex(body.getBytes(StandardCharsets.UTF_8));
    var signed = SIGNER.signed(new S3Signer.Ask(method, path, query, all, hash), THEN);
    return signed.get(S3Signer.AUTHORIZATION);
  }

  @Test
  void signsThePublishedExamples() {
    String get = signature("GET", "/test.txt", Map.of(), Map.of("range", "bytes=0-9"), "");
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        get);
    String put =
        signature(
            "PUT",
            "/test%24file.text",
            Map.of(),
            Map.of(
                "date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY"),
            "Welcome to Amazon S3.");
    assertTrue(
        put.endsWith("=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"), put);
    String lifecycle = signature("GET", "/", Map.of("lifecycle", ""), Map.of(), "");
    assertTrue(
        lifecycle.endsWith("=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        lifecycle);
    String list = signature("GET", "/", Map.of("prefix", "J", "max-keys", "2"), Map.of(), "");
    assertTrue(
        list.endsWith("=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"), list);
  }

  @Test
  void queriesAreEncodedAsTheyAreSigned() {
    assertEquals("a=x%2Fy%20z~&b=%E4%B8%AD", S3Signer.query(Map.of("b", "中", "a", "x/y z~")));
  }

  @Test
  void theBucketStandsInTheHostOrInThePath() {
    var host = place("https://obs.example.cn", true, "");
    assertEquals("pages.obs.example.cn", host.host());
    assertEquals("/whole/ab", host.path("whole/ab"));
    assertEquals("/", host.path(""));
    var path = place("https://minio.example.cn:9000", false, "haidian/");
    assertEquals("minio.example.cn:9000", path.host());
    assertEquals("/pages/haidian/whole/ab", path.path("whole/ab"));
    assertEquals("/pages", path.path(""));
    assertEquals("minio.example.cn", place("https://minio.example.cn:443", false, "").host());
    assertEquals("https://obs.example.cn/pages", host.toString(), "who we are is not told");
  }

  private static S3Place place(String endpoint, boolean inHost, String prefix) {
    return new S3Place(URI.create(endpoint), "r", "pages", inHost, prefix, "key", "secret");
  }

  @Test
  void aListIsReadAndNothingElseIsTakenForOne() throws Exception {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>
        <Contents><Key>h/part/x</Key><LastModified>2026-11-29T01:02:03.004Z</LastModified>
        <ETag>"e"</ETag><Size>7</Size></Contents><NextContinuationToken>t&amp;1</NextContinuationToken>
        </ListBucketResult>\
        """;
    S3Listing page = S3Listing.read(xml.getBytes(StandardCharsets.UTF_8), "h/");
    assertEquals(
        List.of(new S3Listing.Item("part/x", 7, Instant.parse("2026-11-29T01:02:03.004Z"))),
        page.items());
    assertEquals("t&1", page.next());
    for (String other :
        List.of(
            "",
            "<html/>",
            "<ListBucketResult>",
            xml.replace("h/part", "other/part"),
            "<!DOCTYPE a [<!ENTITY e SYSTEM"
                + " \"file:///etc/passwd\">]><ListBucketResult>&e;</ListBucketResult>"))
      assertThrows(
          S3Fault.class, () -> S3Listing.read(other.getBytes(StandardCharsets.UTF_8), "h/"), other);
  }
}
