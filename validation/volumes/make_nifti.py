"""Small NIfTI volumes written by nibabel, and what nibabel reads from them: test resources of org.subtext.volumes.

    pip install nibabel==5.4.2 numpy==2.4.6
    python validation/volumes/make_nifti.py subtext-core/src/test/resources/volumes

Writes the volumes and expected.tsv: file, volume, plane, slices, width, height, centre of slice 1 and of the last in mm, and
the SHA-256 of all slices' values as little-endian doubles, in the order and direction in which Subtext shows them: canonical
(RAS) by nibabel.as_closest_canonical, axial slices upwards, coronal backwards, sagittal from right to left; images start at the
patient's right or at anterior, and at anterior or superior.
"""
import gzip, hashlib, sys
from pathlib import Path
import nibabel as nib
import numpy as np

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(7)
SHAPE = (5, 4, 3)
lines = []


def affine(axes, flips, zooms, oblique=0.0):
    m = np.zeros((4, 4))
    m[3, 3] = 1
    for stored, body in enumerate(axes):
        m[body, stored] = flips[stored] * zooms[stored]
    c, s = np.cos(oblique), np.sin(oblique)
    turn = np.eye(4)
    turn[:3, :3] = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    m = turn @ m
    m[:3, 3] = (-12.5, 30.25, 101.75)
    return m


def slices(data, plane):
    flipped = {"axial": lambda k: data[::-1, ::-1, k].T, "coronal": lambda k: data[::-1, ::-1, ::-1][:, k, :].T,
               "sagittal": lambda k: data[::-1, ::-1, ::-1][k, :, :].T}[plane]
    axis = {"axial": 2, "coronal": 1, "sagittal": 0}[plane]
    return [flipped(k) for k in range(data.shape[axis])]


def expect(name):
    image = nib.load(out / name)
    canonical = nib.as_closest_canonical(image)
    raw = np.asanyarray(canonical.dataobj)
    colour = raw.dtype.names is not None
    volumes = raw.reshape(raw.shape[:3] + (-1,), order="F")
    for plane, axis in (("axial", 2), ("coronal", 1), ("sagittal", 0)):
        digest = hashlib.sha256()
        for v in range(volumes.shape[3]):
            one = volumes[..., v]
            for picture in slices(one, plane):
                if colour:
                    digest.update(np.stack([picture[c] for c in "RGB"], -1).astype("u1").tobytes())
                else:
                    digest.update(np.ascontiguousarray(picture, "<f8").tobytes())
        n = volumes.shape[axis]
        centre = [(s - 1) / 2 for s in volumes.shape[:3]]
        where = []
        for k in (0, n - 1):
            voxel = list(centre)
            voxel[axis] = k if plane == "axial" else n - 1 - k
            where.append(repr(float((canonical.affine @ np.array(voxel + [1]))[axis])))
        size = slices(volumes[..., 0], plane)[0].shape
        lines.append("\t".join(map(str, (name, plane, n * volumes.shape[3], size[1], size[0], *where, digest.hexdigest()))))


def save(name, data, matrix, kind=nib.Nifti1Image, endian="<", slope=None, code="both", zip_it=False):
    header = kind.header_class(endianness=endian)
    header.set_data_dtype(data.dtype)
    image = kind(data, matrix, header)
    image.header.set_data_dtype(data.dtype)
    if code == "qform":
        image.set_sform(None, 0)
        image.set_qform(matrix, 1)
    elif code == "sform":
        image.set_qform(None, 0)
        image.set_sform(matrix, 1)
    elif code == "none":
        image.set_qform(None, 0)
        image.set_sform(None, 0)
        image.header.set_zooms((0.7, 0.8, 2.5))
    nib.save(image, out / name)
    if slope:
        path = out / name
        content = bytearray(path.read_bytes())
        at, size = (112, "f4") if kind is not nib.Nifti2Image else (176, "f8")
        content[at:at + 2 * int(size[1])] = np.array(slope, endian + size).tobytes()
        path.write_bytes(content)
    if zip_it:
        path = out / name
        (out / (name + ".gz")).write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path.unlink()
        name += ".gz"
    expect(name)


def values(dtype, shape=SHAPE):
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return rng.normal(0, 700, shape).astype(dtype)
    info = np.iinfo(dtype)
    lo, hi = max(info.min, -2 ** 40), min(info.max, 2 ** 40)
    data = rng.integers(lo, hi, shape, endpoint=True).astype(dtype)
    data.flat[0], data.flat[1] = lo, hi
    return data


plain = affine((0, 1, 2), (1, 1, 1), (0.7, 0.8, 2.5))
for dtype in ("u1", "i1", "i2", "u2", "i4", "u4", "i8", "f4", "f8"):
    for endian, word in (("<", "le"), (">", "be")):
        save(f"{dtype}-{word}.nii", values(dtype), plain, endian=endian)
save("rgb.nii", np.array([tuple(x) for x in rng.integers(0, 256, (60, 3))], [("R", "u1"), ("G", "u1"), ("B", "u1")]).reshape(SHAPE), plain)
for number, (axes, flips) in enumerate([((0, 1, 2), (-1, -1, 1)), ((0, 1, 2), (-1, 1, -1)), ((1, 2, 0), (1, -1, 1)),
                                        ((2, 0, 1), (-1, 1, -1)), ((1, 0, 2), (-1, -1, -1)), ((0, 2, 1), (1, 1, -1))]):
    for code in ("sform", "qform"):
        for oblique in (0.0, 0.3, 0.9):
            save(f"o{number}-{code}-{oblique}.nii", values("i2"), affine(axes, flips, (0.7, 0.8, 2.5), oblique), code=code)
save("none.nii", values("i2"), plain, code="none")
save("ct.nii", values("i2"), plain, slope=(1.5, -1024.25), zip_it=True)
save("scaled2.nii", values("u2"), plain, kind=nib.Nifti2Image, endian=">", slope=(0.25, -3.5))
save("two.nii", values("f4"), affine((0, 1, 2), (-1, -1, 1), (0.7, 0.8, 2.5)), kind=nib.Nifti2Image, zip_it=True)
save("series.nii", values("i2", SHAPE + (2, 2)), plain)
save("pair.img", values("i2"), plain, kind=nib.Nifti1Pair, endian=">")
(out / "expected.tsv").write_text("# nibabel %s, numpy %s\n" % (nib.__version__, np.__version__) + "\n".join(lines) + "\n")
