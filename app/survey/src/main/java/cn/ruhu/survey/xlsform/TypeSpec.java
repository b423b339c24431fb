package cn.ruhu.survey.xlsform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a question type becomes: the control that shows it and the bind's attributes.
///
/// @param control the control's element name; empty for what nobody sees
/// @param mediaType of an upload, or empty
/// @param bind the bind's attributes
/// @param hint a hint the type brings along, or empty
record TypeSpec(String control, String mediaType, Map<String, String> bind, String hint) {
  private static final Map<String, TypeSpec> ALL = all();

  TypeSpec {
    bind = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(bind));
  }

  /// A type as it is called after its other spellings are put aside.
  static Optional<TypeSpec> of(String type) {
    return Optional.ofNullable(ALL.get(type));
  }

  static java.util.Set<String> names() {
    return ALL.keySet();
  }

  private static Map<String, TypeSpec> all() {
    Map<String, TypeSpec> types = new HashMap<>();
    input(types, "string", "text", "string", "q string", "add text prompt");
    input(types, "int", "integer", "int", "q int", "add integer prompt");
    input(types, "decimal", "decimal", "q decimal", "add decimal prompt");
    input(types, "date", "date", "q date", "add date prompt");
    input(types, "time", "time");
    input(
        types,
        "dateTime",
        "dateTime",
        "datetime",
        "date time",
        "q date time",
        "q dateTime",
        "add date time prompt",
        "add dateTime prompt");
    input(
        types,
        "geopoint",
        "geopoint",
        "gps",
        "location",
        "q geopoint",
        "q location",
        "add location prompt");
    input(types, "geoshape", "geoshape", "q geoshape");
    input(types, "geotrace", "geotrace", "q geotrace");
    input(types, "barcode", "barcode", "q barcode", "add barcode prompt");
    input(types, "string", "select one external");
    chosen(types);
    uploads(types);
    shown(types);
    preloads(types);
    rules(types);
    return Map.copyOf(types);
  }

  private static void chosen(Map<String, TypeSpec> types) {
    put(types, new TypeSpec("range", "", Map.of("type", "int"), ""), "range");
    put(
        types,
        new TypeSpec("select1", "", Map.of("type", "string"), ""),
        "select one",
        "select one using",
        "q select1");
    put(
        types,
        new TypeSpec("select", "", Map.of("type", "string"), ""),
        "select all that apply",
        "select multiple from",
        "select multiple using",
        "q select");
    put(types, new TypeSpec("odk:rank", "", Map.of("type", "odk:rank"), ""), "rank");
  }

  private static void uploads(Map<String, TypeSpec> types) {
    upload(types, "image/*", "photo", "q image", "q picture");
    upload(types, "audio/*", "audio", "q audio");
    upload(types, "video/*", "video", "q video");
    upload(types, "application/*", "file");
    upload(types, "osm/*", "osm");
  }

  /// What is read or confirmed, and what nobody sees.
  private static void shown(Map<String, TypeSpec> types) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("readonly", "true()");
    shown.put("type", "string");
    put(types, new TypeSpec("input", "", shown, ""), "note", "q note", "add note prompt");
    put(
        types,
        new TypeSpec("trigger", "", Map.of("type", "string"), ""),
        "acknowledge",
        "trigger",
        "q acknowledge",
        "add acknowledge prompt");
    put(types, new TypeSpec("trigger", "", Map.of("type", "geopoint"), ""), "background-geopoint");
    put(
        types,
        new TypeSpec("", "", Map.of("type", "string"), ""),
        "calculate",
        "hidden",
        "q calculate",
        "add calculate prompt");
    put(types, new TypeSpec("", "", Map.of("type", "binary"), ""), "audit", "background-audio");
    put(types, new TypeSpec("", "", Map.of("type", "geopoint"), ""), "start-geopoint");
  }

  /// Types of old that bring their rule along.
  private static void rules(Map<String, TypeSpec> types) {
    limited(
        types, "int", "0 <= . and . <= 31", "Enter a number 0-31.", "number of days in last month");
    limited(
        types,
        "int",
        "0 <= . and . <= 183",
        "Enter a number 0-183.",
        "number of days in last six months");
    limited(
        types,
        "int",
        "0 <= . and . <= 365",
        "Enter a number 0-365.",
        "number of days in last year");
    limited(types, "int", "0 <= . and . <= 100", "", "percentage");
    limited(types, "string", "regex(., '^\\d*$')", "Enter numbers only.", "phone number");
  }

  private static void preloads(Map<String, TypeSpec> types) {
    preload(types, "timestamp", "dateTime", "start", "start", "start time", "get start time");
    preload(types, "timestamp", "dateTime", "end", "end", "end time", "get end time");
    preload(types, "date", "date", "today", "today", "get today");
    preload(types, "property", "string", "deviceid", "deviceid", "device id", "get device id");
    preload(types, "property", "string", "phonenumber", "phonenumber", "get phone number");
    preload(
        types,
        "property",
        "string",
        "subscriberid",
        "subscriberid",
        "subscriber id",
        "get subscriber id");
    preload(types, "property", "string", "simserial", "simserial", "sim id", "get sim id");
    preload(types, "property", "string", "username", "username");
    preload(types, "property", "string", "email", "email");
    for (String name :
        new String[] {"subscriberid", "phonenumber", "simserial", "deviceid", "username", "email"})
      preload(types, "property", "string", "uri:" + name, "uri:" + name);
  }

  private static void put(Map<String, TypeSpec> types, TypeSpec spec, String... names) {
    for (String name : names) types.put(name, spec);
  }

  private static void input(Map<String, TypeSpec> types, String bind, String... names) {
    put(types, new TypeSpec("input", "", Map.of("type", bind), ""), names);
  }

  private static void upload(Map<String, TypeSpec> types, String media, String... names) {
    put(types, new TypeSpec("upload", media, Map.of("type", "binary"), ""), names);
  }

  private static void preload(
      Map<String, TypeSpec> types, String preload, String bind, String params, String... names) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("jr:preload", preload);
    attributes.put("type", bind);
    attributes.put("jr:preloadParams", params);
    put(types, new TypeSpec("", "", attributes, ""), names);
  }

  private static void limited(
      Map<String, TypeSpec> types, String bind, String constraint, String hint, String name) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("type", bind);
    attributes.put("constraint", constraint);
    put(types, new TypeSpec("input", "", attributes, hint), name);
  }
}
