"""Calibration: what sensors read narrows what is uncertain, and says honestly how well the model then tells what it was not told."""

from twin.calibration.fit import Fit
from twin.calibration.fitting import calibrate
from twin.calibration.synthetic import counted_traffic, simulated_readings

__all__ = ["Fit", "calibrate", "counted_traffic", "simulated_readings"]
