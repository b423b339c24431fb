package cn.ruhu.casefile.names;

/// How a name is read in pinyin.
///
/// @param full syllables without tones, joined: `yuchiguoqiang`; `ü` is `v` as on keyboards
/// @param initials first letters: `ycgq`
/// @param toned with tone marks, surname apart: `yùchí guóqiáng`; a character without a reading
///   stands for itself
public record Reading(String full, String initials, String toned) {}
