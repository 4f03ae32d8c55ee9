#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The functions of the C mathematics library that geography needs.
enum Trigonometry {
    static func sin(_ angle: Double) -> Double { _sin(angle) }
    static func cos(_ angle: Double) -> Double { _cos(angle) }
    static func asin(_ value: Double) -> Double { _asin(value) }
}

private func _sin(_ angle: Double) -> Double { sin(angle) }
private func _cos(_ angle: Double) -> Double { cos(angle) }
private func _asin(_ value: Double) -> Double { asin(value) }
