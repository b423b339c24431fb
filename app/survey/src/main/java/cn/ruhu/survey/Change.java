package cn.ruhu.survey;

import java.time.Instant;
import java.util.UUID;

/// One change of a question's value, as it was made: paradata.
///
/// @param path the question as it was numbered then
/// @param by who was at the keyboard
/// @param at when
/// @param before the value before, empty for none
/// @param after the value after, empty for none
public record Change(String path, UUID by, Instant at, String before, String after) {}
