package cn.ruhu.wire;

/// Names that both ends must spell alike: paths, headers, limits and algorithm ids (protocol 1).
public final class Protocol {
  private Protocol() {}

  public static final int VERSION = 1;

  public static final String HELLO = "/v1/hello";
  public static final String ENROL = "/v1/enrol";
  public static final String LOGIN = "/v1/login";

  /// [#LOGIN] of somebody whose vault on this machine has another password: brings the work key
  /// back
  public static final String RECOVER = "/v1/recover";

  /// a sign-in without a password, for what lies on a machine that was closed or belongs to
  /// somebody whose account was: takes work in, hands nothing out
  public static final String HAND_IN = "/v1/hand-in";

  /// keeps a person's work key of this machine, sealed to the recovery key
  public static final String WORK_KEY = "/v1/work-key";

  /// takes in a badge its owner made
  public static final String BADGE = "/v1/badge";

  /// its owner takes his badge back
  public static final String BADGE_REVOKE = BADGE + "/revoke";

  /// sets one's own password, by the old one or the one-time one one was given, and signs in
  public static final String PASSWORD = "/v1/password";

  /// a machine says that it wiped itself as it was told to (refusal `WIPE`)
  public static final String WIPED = "/v1/wiped";

  /// lists and acts of administrators: [Admin]
  public static final String ADMIN = "/v1/admin/";

  public static final String ADMIN_PEOPLE = ADMIN + "people";
  public static final String ADMIN_MACHINES = ADMIN + "machines";
  public static final String ADMIN_SESSIONS = ADMIN + "sessions";
  public static final String ADMIN_AUDIT = ADMIN + "audit";
  public static final String ADMIN_FORMS = ADMIN + "forms";

  /// bytes of a form package that is published
  public static final int FORM_BYTES_MAX = 3 << 20;

  public static final String PUSH = "/v1/push";
  public static final String PULL = "/v1/pull";

  /// followed by a [FileAddress]; HEAD asks the offset, PATCH appends, GET reads: the whole file,
  /// or with [#FILE_FROM] a piece of it
  public static final String FILES = "/v1/files/";

  /// takes several small files that were never sent: [Parcel]
  public static final String PARCEL = "/v1/files";

  /// takes a piece of a sealed bundle, whoever made it
  public static final String BUNDLES = "/v1/bundles";

  /// hands a window the district's knowledge by number, and takes what it asked of it: [Registry]
  public static final String REGISTRY = "/v1/registry";

  public static final String TOKEN = "Authorization";
  public static final String DEVICE = "Ruhu-Device";

  /// 22 characters of base64url or 32 hex digits, used once
  public static final String NONCE = "Ruhu-Nonce";

  /// Ed25519 of the device over [Signatures#requestText]
  public static final String SIGNATURE = "Ruhu-Signature";

  /// Ed25519 of the server over [Signatures#replyText]: one signature covers a whole reply
  public static final String REPLY_SIGNATURE = "Ruhu-Reply-Signature";

  /// Query of a GET of a file: the first byte wanted. The reply carries at most [#FILE_PIECE_MAX]
  /// bytes, [#UPLOAD_OFFSET] says where they begin and [#UPLOAD_LENGTH] how long the file is; the
  /// status, which is signed, is [#FILE_MORE] while more follows and 200 at the end.
  public static final String FILE_FROM = "from";

  /// Status of a piece of a file that does not reach its end.
  public static final int FILE_MORE = 206;

  public static final String UPLOAD_OFFSET = "Upload-Offset";
  public static final String UPLOAD_LENGTH = "Upload-Length";
  public static final String UPLOAD_COMPLETE = "Upload-Complete";

  /// Status of a signed reply about a file that is here whole and whose hash was right: its
  /// receipt.
  public static final int FILE_VERIFIED = 201;

  /// application id the file belongs to; decides who may send and read it
  public static final String FILE_CASE = "Ruhu-Case";

  public static final String NDJSON = "application/x-ndjson";

  /// A push body: the gzip is part of it, not an HTTP `Content-Encoding`, which proxies and server
  /// frameworks undo before the signed bytes can be checked
  public static final String PUSH_TYPE = "application/x-ndjson+gzip";

  /// a piece of a bundle: its beginning, its manifest, and any of its frames
  public static final String BUNDLE_TYPE = "application/x-ruhu-bundle";

  public static final String JSON = "application/json";
  public static final String PART = "application/partial-upload";

  /// the line of a [Parcel] and the bytes of its files
  public static final String PARCEL_TYPE = "application/x-ruhu-files";

  /// What a work key is sealed to the recovery key as: bound to its person, so that nobody has
  /// another's opened.
  public static String workKeyOf(java.util.UUID person) {
    return "work-key " + person;
  }

  /// What a work key comes back as, sealed to the key [Accounts.Recover] named.
  public static String workKeyBack(java.util.UUID person, java.util.UUID device) {
    return "work-key-back " + person + " " + device;
  }

  public static final String HASH = "sha256";
  public static final String SIGN = "ed25519";

  /// ops in one push (decision 0051)
  public static final int PUSH_OPS_MAX = 800;

  /// ops a machine begins with: what a slow line carries in one request, and every server takes
  public static final int PUSH_OPS_FIRST = 200;

  /// bytes of one push before compression
  public static final int PUSH_BYTES_MAX = 2 << 20;

  /// bytes of one op line; a larger act is refused when it is saved
  public static final int OP_BYTES_MAX = 1 << 20;

  /// records in one page of a pull
  public static final int PULL_RECORDS_MAX = 2_000;

  /// Waiting ops that one pull may ask about.
  public static final int WAITS_MAX = 200;

  /// bytes in one PATCH of a file
  public static final int FILE_PART_MAX = 1 << 20;

  /// files in one parcel
  public static final int PARCEL_FILES_MAX = 32;

  /// bytes of the files of one parcel
  public static final int PARCEL_BYTES_MAX = 4 << 20;

  /// bytes of the line before them
  public static final int PARCEL_LINE_MAX = 16 << 10;

  /// bytes in one piece of a file that is read: what a broken line costs at most
  public static final int FILE_PIECE_MAX = 256 << 10;

  /// bytes of one file
  public static final long FILE_BYTES_MAX = 512L << 20;
}
