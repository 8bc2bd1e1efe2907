// Decodes one DICOM file N times in one thread and prints milliseconds of processor time a decode.
// Build: g++ -O2 -I/usr/include/gdcm-3.0 gdcm-timer.cpp -o gdcm-timer -lgdcmMSFF -lgdcmDSED -lgdcmCommon
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gdcmImageReader.h>
#include <gdcmTrace.h>

static double processorSeconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char** arguments) {
    if (count != 3) return 2;
    gdcm::Trace::WarningOff();
    gdcm::Trace::ErrorOff();
    std::ifstream file(arguments[1], std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    int repeats = std::atoi(arguments[2]);
    std::vector<char> pixels;
    double start = 0;
    for (int i = -1; i < repeats; i++) {
        if (i == 0) start = processorSeconds();
        std::istringstream stream(bytes);
        gdcm::ImageReader reader;
        reader.SetStream(stream);
        if (!reader.Read()) return 1;
        const gdcm::Image& image = reader.GetImage();
        pixels.resize(image.GetBufferLength());
        if (!image.GetBuffer(pixels.data())) return 1;
    }
    std::printf("%.4f\n", (processorSeconds() - start) / repeats * 1e3);
}
